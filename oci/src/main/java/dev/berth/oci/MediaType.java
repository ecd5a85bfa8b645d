package dev.berth.oci;

import java.util.Locale;
import java.util.Optional;

/**
 * A media type without parameters, as {@code type/subtype} in lower case (RFC 6838, section 4.2).
 *
 * @param value the type as it goes on the wire
 */
public record MediaType(String value) {
    public static final MediaType IMAGE_MANIFEST = new MediaType("application/vnd.oci.image.manifest.v1+json");
    public static final MediaType IMAGE_INDEX = new MediaType("application/vnd.oci.image.index.v1+json");
    public static final MediaType DOCKER_MANIFEST =
            new MediaType("application/vnd.docker.distribution.manifest.v2+json");
    public static final MediaType DOCKER_MANIFEST_LIST =
            new MediaType("application/vnd.docker.distribution.manifest.list.v2+json");

    private static final String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+";
    private static final int LONGEST = 255;

    public MediaType {
        int slash = value.indexOf('/');
        if (value.length() > LONGEST
                || slash <= 0
                || slash == value.length() - 1
                || value.indexOf('/', slash + 1) >= 0
                || !value.chars().allMatch(c -> c == '/' || isRestricted(c))) {
            throw new RegistryFailure(WireError.MANIFEST_INVALID, "'" + Quoted.of(value) + "' is no media type");
        }
    }

    /**
     * The media type that this text spells, its parameters left away.
     *
     * @throws RegistryFailure {@link WireError#MANIFEST_INVALID}
     */
    public static MediaType parse(String text) {
        int semicolon = text.indexOf(';');
        return new MediaType((semicolon < 0 ? text : text.substring(0, semicolon)).strip());
    }

    /** What a manifest of this type describes, or empty for a type that is no manifest known to Berth. */
    public Optional<ManifestKind> manifestKind() {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json" ->
                Optional.of(ManifestKind.IMAGE);
            case "application/vnd.oci.image.index.v1+json",
                    "application/vnd.docker.distribution.manifest.list.v2+json" -> Optional.of(ManifestKind.INDEX);
            default -> Optional.empty();
        };
    }

    /** Whether this is Docker's schema 1, which no registry should take any more. */
    public boolean isSchema1() {
        return value.startsWith(SCHEMA_1);
    }

    /** Whether content of this type is by its nature not pushed (image-spec, layer.md, "Non-Distributable Layers"). */
    public boolean isNondistributable() {
        return value.startsWith("application/vnd.oci.image.layer.nondistributable.")
                || value.startsWith("application/vnd.docker.image.rootfs.foreign.");
    }

    private static boolean isRestricted(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "!#$&-^_.+".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
