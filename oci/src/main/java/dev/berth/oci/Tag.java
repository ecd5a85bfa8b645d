package dev.berth.oci;

/**
 * A name that points to one manifest of a repository: {@code [a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}} (distribution-spec,
 * "Pulling manifests").
 *
 * @param name the tag as it was pushed; tags differ by case
 */
public record Tag(String name) implements Reference {
    private static final int LONGEST = 128;

    public Tag {
        if (!isLegal(name)) {
            throw new RegistryFailure(
                    WireError.TAG_INVALID,
                    "a tag is a letter, digit or underscore, then up to 127 of these and of '.' and '-', not '"
                            + Quoted.of(name) + "'");
        }
    }

    /**
     * The tag with this name.
     *
     * @throws RegistryFailure {@link WireError#TAG_INVALID}
     */
    public static Tag parse(String name) {
        return new Tag(name);
    }

    private static boolean isLegal(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            if (!word && (i == 0 || c != '.' && c != '-')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name;
    }
}
