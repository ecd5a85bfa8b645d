package dev.berth.hub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody searches for.
 *
 * @param words what each listing must hold, as a word or inside its name
 * @param tag how the name of one of its tags must begin, from {@code name:tag}
 * @param filters the words that it must hold as they are, of {@link ListingWords}
 */
public record Query(List<String> words, Optional<String> tag, Set<String> filters, Sort sort) {
    private static final int MOST_WORDS = 8;

    public Query {
        words = List.copyOf(words);
        filters = Set.copyOf(filters);
    }

    /** In which order results come. */
    public enum Sort {
        /** What fits best, and of that what is liked most. */
        RELEVANCE,
        /** What was pushed last. */
        PUSHED,
        /** By name. */
        NAME
    }

    /** The query in this text: words with spaces between them, one of which may be {@code name:tag}. */
    public static Query parse(String text, Set<String> filters, Sort sort) {
        List<String> words = new ArrayList<>();
        Optional<String> tag = Optional.empty();
        for (String word :
                Arrays.stream(text.strip().split("\\s+")).limit(MOST_WORDS).toList()) {
            int colon = word.lastIndexOf(':');
            if (colon >= 0) {
                tag = Optional.of(word.substring(colon + 1)).filter(it -> !it.isEmpty());
                word = word.substring(0, colon);
            }
            String plain = word.toLowerCase(Locale.ROOT).replace("@", "");
            if (!plain.isEmpty()) {
                words.add(plain);
            }
        }
        return new Query(words, tag, filters, sort);
    }
}
