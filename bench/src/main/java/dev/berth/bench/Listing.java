package dev.berth.bench;

/** A list that the API gives in pages, of names that the bench makes. */
enum Listing {
    TAGS("tags"),
    CATALOGUE("repositories");

    private final String entries;

    Listing(String entries) {
        this.entries = entries;
    }

    String entries() {
        return entries;
    }

    static String tag(int number) {
        return "t%06d".formatted(number);
    }

    static String repository(int number) {
        return Berth.USER + "/r%06d".formatted(number);
    }

    /** The repository that has so many tags. */
    static String tagged(int size) {
        return Berth.USER + "/tags-" + size;
    }

    /** The page in the middle of a list of so many. */
    String page(int size) {
        return switch (this) {
            case TAGS -> "/v2/" + tagged(size) + "/tags/list?n=100&last=" + tag(size / 2);
            case CATALOGUE -> "/v2/_catalog?n=100&last=" + repository(size / 2);
        };
    }

    /** The entry that ends the page. */
    String last(int size) {
        return switch (this) {
            case TAGS -> tag(size / 2 + 100);
            case CATALOGUE -> repository(size / 2 + 100);
        };
    }

    String scope(int size) {
        return switch (this) {
            case TAGS -> Contender.pulling(tagged(size));
            case CATALOGUE -> "registry:catalog:*";
        };
    }
}
