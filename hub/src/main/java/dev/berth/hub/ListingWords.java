package dev.berth.hub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that a listing is found by, and the terms under which the search begins to look for them.
 *
 * <p>Words are those of the name (all of it, what follows each slash, and its pieces), those of the description, and filters
 * such as {@code @os=linux}. Terms are much shorter, so that there are few of each listing: the first one, two, three and
 * six letters of a word behind a {@code ^}, of the words of a description three and six alone, each three letters in a row
 * inside the name, filters whole, and {@link #ALL}.
 */
final class ListingWords {
    /** The term of every listing. */
    static final String ALL = "*";

    static final String OFFICIAL = "@official";
    private static final String BEGINS = "^";
    private static final int LETTERS = 3;

    /** Six letters tell most words from those that many have. */
    private static final int MANY_LETTERS = 6;

    private static final int MOST_OF_DESCRIPTION = 20;

    /** How much more a listing counts that has the term in its name, or at the beginning of a word of its description. */
    private static final int IN_NAME = 200;

    private static final int IN_DESCRIPTION = 100;

    private ListingWords() {}

    /** Who sees a listing's postings: everybody, or whoever sees its namespace or everything. */
    static List<String> scopes(Listing listing) {
        return listing.isPublic() ? List.of("") : List.of(listing.name().namespace(), ALL);
    }

    /** All words, each between spaces. */
    static String text(Listing listing) {
        Set<String> words = new LinkedHashSet<>(ofName(listing.name().value()));
        words.addAll(ofDescription(listing.description()));
        words.addAll(filters(listing));
        return words.stream().collect(Collectors.joining(" ", " ", " "));
    }

    /** The terms, and the rank that each gives the listing: by where it stands, then by how much the listing is liked. */
    static Map<String, Integer> terms(Listing listing) {
        int popularity = listing.popularity();
        Map<String, Integer> terms = new HashMap<>();
        terms.put(ALL, popularity);
        filters(listing).forEach(filter -> terms.put(filter, popularity));
        for (String part : listing.name().value().split("/")) {
            for (int i = 0; i + LETTERS <= part.length(); i++) {
                terms.put(part.substring(i, i + LETTERS), popularity);
            }
        }
        for (String word : ofDescription(listing.description())) {
            terms.put(begin(word, LETTERS), IN_DESCRIPTION + popularity);
            terms.put(begin(word), IN_DESCRIPTION + popularity);
        }
        for (String word : ofName(listing.name().value())) {
            for (int length = 1; length <= LETTERS; length++) {
                terms.put(begin(word, length), IN_NAME + popularity);
            }
            terms.put(begin(word), IN_NAME + popularity);
        }
        return terms;
    }

    /** The term under which words are found that begin so. */
    static String begin(String word) {
        return begin(word, word.length() < MANY_LETTERS ? LETTERS : MANY_LETTERS);
    }

    private static String begin(String word, int letters) {
        return BEGINS + word.substring(0, Math.min(letters, word.length()));
    }

    /** The terms of which a listing has every one that has a word which begins so. */
    static List<String> beginning(String word) {
        List<String> terms = new ArrayList<>(inside(word));
        terms.add(begin(word));
        return terms;
    }

    /** The terms of which a name has every one that holds this, as is or between others. */
    static List<String> within(String word) {
        List<String> terms = new ArrayList<>(inside(word));
        for (String part : word.split("/")) {
            for (int i = 0; i + LETTERS <= part.length(); i++) {
                terms.add(part.substring(i, i + LETTERS));
            }
        }
        return terms;
    }

    /** The terms of what follows a separator inside of a word: only names have such words, and a word of theirs begins there. */
    private static List<String> inside(String word) {
        return Arrays.stream(word.split("[/._-]+"))
                .skip(1)
                .filter(piece -> !piece.isEmpty())
                .map(ListingWords::begin)
                .toList();
    }

    private static Set<String> ofName(String name) {
        Set<String> words = new LinkedHashSet<>();
        words.add(name);
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            words.add(name.substring(slash + 1));
        }
        for (String part : name.split("/")) {
            words.add(part);
            words.addAll(List.of(part.split("[._-]+")));
        }
        return words;
    }

    private static List<String> ofDescription(String description) {
        return Arrays.stream(description.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 1)
                .distinct()
                .limit(MOST_OF_DESCRIPTION)
                .toList();
    }

    private static Set<String> filters(Listing listing) {
        Set<String> filters = new LinkedHashSet<>();
        listing.categories().forEach(category -> filters.add(ofCategory(category)));
        for (String platform : listing.platforms()) {
            String[] parts = platform.split("/", -1);
            filters.add(ofOs(parts[0]));
            filters.add(ofArchitecture(parts[1]));
        }
        if (listing.name().namespace().equals("library")) {
            filters.add(OFFICIAL);
        }
        return filters;
    }

    static String ofCategory(Category category) {
        return "@category=" + category.name().toLowerCase(Locale.ROOT);
    }

    static String ofOs(String os) {
        return "@os=" + os.toLowerCase(Locale.ROOT);
    }

    static String ofArchitecture(String architecture) {
        return "@arch=" + architecture.toLowerCase(Locale.ROOT);
    }
}
