package dev.berth.oci;

/**
 * The name of a repository (distribution-spec, "Pulling manifests"): parts of lower-case letters and digits, joined inside
 * by {@code .}, {@code _}, {@code __} or dashes, and to each other by slashes. A name of one part belongs to the namespace
 * {@code library}, as on Docker Hub: {@code alpine} is {@code library/alpine}.
 *
 * @param value the whole name, with its namespace
 */
public record RepositoryName(String value) implements Comparable<RepositoryName> {
    private static final int LONGEST = 255;
    private static final String OFFICIAL = "library/";

    public RepositoryName {
        if (!isLegal(value) || value.indexOf('/') < 0) {
            throw invalid(value);
        }
    }

    /**
     * The repository that this text names.
     *
     * @throws RegistryFailure {@link WireError#NAME_INVALID}
     */
    public static RepositoryName parse(String text) {
        if (text.indexOf('/') >= 0) {
            return new RepositoryName(text);
        }
        if (!isLegal(text)) {
            throw invalid(text);
        }
        return new RepositoryName(OFFICIAL + text);
    }

    /** The first part of the name: the account or organisation that it belongs to. */
    public String namespace() {
        return value.substring(0, value.indexOf('/'));
    }

    private static boolean isLegal(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST) {
            return false;
        }
        int at = 0;
        while (true) {
            int start = at;
            while (at < length && isAlphanumeric(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                return false;
            }
            if (at == length) {
                return true;
            }
            at = afterSeparator(text, at);
        }
    }

    /** The position behind the separator that starts here: {@code /}, {@code .}, {@code _}, {@code __} or dashes; or here. */
    private static int afterSeparator(String text, int at) {
        char c = text.charAt(at);
        int next = at;
        if (c == '/' || c == '.') {
            next++;
        } else if (c == '_') {
            next++;
            if (next < text.length() && text.charAt(next) == '_') {
                next++;
            }
        } else {
            while (next < text.length() && text.charAt(next) == '-') {
                next++;
            }
        }
        return next;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static RegistryFailure invalid(String text) {
        return new RegistryFailure(
                WireError.NAME_INVALID,
                "a repository's name is up to 255 lower-case letters and digits, with single '.', '_', '__' or dashes inside"
                        + " its parts and '/' between them, not '" + Quoted.of(text) + "'");
    }

    @Override
    public int compareTo(RepositoryName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
