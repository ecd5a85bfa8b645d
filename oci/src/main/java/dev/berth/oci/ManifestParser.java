package dev.berth.oci;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a pushed manifest (image-spec, manifest.md and image-index.md; Docker's image manifest version 2, schema 2). Fields
 * that it does not know are legal and left alone; a field that occurs twice is not, since readers would differ on which one
 * counts.
 */
public final class ManifestParser {
    private static final int DEEPEST = 100;

    /** The names of an object are held while it is read, to find one that occurs twice, so there must be an end to them. */
    private static final int MOST_FIELDS = 10_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // A table of all names would only help a parser that meets the same ones again, and costs memory.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final JsonParser json;

    private @Nullable MediaType declaredType;
    private @Nullable String artifactType;
    private @Nullable Descriptor config;
    private @Nullable List<Descriptor> layers;
    private @Nullable List<Descriptor> children;
    private @Nullable Descriptor subject;
    private Map<String, String> annotations = Map.of();
    private long schemaVersion = -1;

    private ManifestParser(JsonParser json) {
        this.json = json;
    }

    /**
     * The manifest that these bytes spell.
     *
     * @param contentType the type that the client announced; empty to go by the field {@code mediaType}
     * @throws RegistryFailure {@link WireError#MANIFEST_INVALID}, saying what is wrong and where
     */
    public static Manifest parse(Optional<MediaType> contentType, byte[] bytes) {
        contentType.ifPresent(ManifestParser::refuseSchema1);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), strictUtf8(bytes))) {
            ManifestParser parser = new ManifestParser(json);
            parser.readAll();
            return parser.manifest(contentType);
        } catch (JacksonException e) {
            throw invalid("the manifest is not JSON that Berth accepts: " + Quoted.of(e.getOriginalMessage()));
        }
    }

    /** The text of these bytes, which fails where they are not UTF-8, as all JSON on a wire is (RFC 8259, 8.1). */
    private static Reader strictUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new InputStreamReader(new ByteArrayInputStream(bytes), decoder);
    }

    private void readAll() {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw invalid("a manifest is a JSON object");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            readField(field());
        }
        if (json.nextToken() != null) {
            throw invalid("there is something behind the manifest's closing brace");
        }
    }

    private void readField(String field) {
        switch (field) {
            case "schemaVersion" -> schemaVersion = number(field);
            case "mediaType" -> declaredType = MediaType.parse(text(field));
            case "artifactType" -> artifactType = text(field);
            case "config" -> config = descriptor(field);
            case "layers" -> layers = descriptors(field);
            case "manifests" -> children = descriptors(field);
            case "subject" -> subject = json.currentToken() == JsonToken.VALUE_NULL ? null : descriptor(field);
            case "annotations" -> annotations = annotations();
            default -> skip();
        }
    }

    /** The name of the field that begins here; the parser goes on to its value. */
    private String field() {
        if (json.streamReadContext().getCurrentIndex() >= MOST_FIELDS) {
            throw invalid("an object of the manifest has more than " + MOST_FIELDS + " fields");
        }
        String field = json.currentName();
        json.nextToken();
        return field;
    }

    /** Passes over the value that begins here. */
    private void skip() {
        int open = 0;
        do {
            if (json.currentToken() == JsonToken.PROPERTY_NAME) {
                field();
            }
            if (json.currentToken().isStructStart()) {
                open++;
            } else if (json.currentToken().isStructEnd()) {
                open--;
            }
        } while (open > 0 && json.nextToken() != null);
    }

    private Manifest manifest(Optional<MediaType> contentType) {
        Optional<MediaType> declared = Optional.ofNullable(declaredType);
        declared.ifPresent(ManifestParser::refuseSchema1);
        if (schemaVersion == 1) {
            throw schema1();
        }
        if (schemaVersion != 2) {
            throw invalid("the field schemaVersion must be 2");
        }
        if (contentType.isPresent() && declared.isPresent() && !contentType.equals(declared)) {
            throw invalid(
                    "the field mediaType says " + declared.get() + ", the header Content-Type " + contentType.get());
        }
        MediaType type = contentType
                .or(() -> declared)
                .orElseThrow(
                        () -> invalid("neither the header Content-Type nor the field mediaType says what this is"));
        ManifestKind kind = type.manifestKind()
                .orElseThrow(() -> invalid(type + " is no type of manifest: push an OCI image manifest or index, or"
                        + " Docker's manifest version 2, schema 2, or manifest list"));
        return switch (kind) {
            case IMAGE -> image(type);
            case INDEX -> index(type);
        };
    }

    private Manifest image(MediaType type) {
        if (children != null) {
            throw invalid("an image manifest has no field manifests");
        }
        if (config == null || layers == null) {
            throw invalid("an image manifest needs the fields config and layers");
        }
        return new Manifest(
                type,
                ManifestKind.IMAGE,
                presentType(),
                Optional.of(config),
                layers,
                List.of(),
                Optional.ofNullable(subject),
                annotations);
    }

    private Manifest index(MediaType type) {
        if (layers != null || config != null) {
            throw invalid("an index has no field config or layers");
        }
        if (children == null) {
            throw invalid("an index needs the field manifests");
        }
        return new Manifest(
                type,
                ManifestKind.INDEX,
                presentType(),
                Optional.empty(),
                List.of(),
                children,
                Optional.ofNullable(subject),
                annotations);
    }

    private Optional<String> presentType() {
        return Optional.ofNullable(artifactType).filter(it -> !it.isEmpty());
    }

    private List<Descriptor> descriptors(String field) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw invalid("the field " + field + " must be an array");
        }
        List<Descriptor> all = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(descriptor(field));
        }
        return all;
    }

    private Descriptor descriptor(String where) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw invalid("the field " + where + " must hold descriptors, which are objects");
        }
        MediaType mediaType = null;
        Digest digest = null;
        long size = -1;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            switch (field()) {
                case "mediaType" -> mediaType = MediaType.parse(text(where + ".mediaType"));
                case "digest" -> digest = digest(where + ".digest");
                case "size" -> size = number(where + ".size");
                default -> skip();
            }
        }
        if (mediaType == null || digest == null || size < 0) {
            throw invalid("a descriptor in " + where + " needs mediaType, digest and a size that is not negative");
        }
        return new Descriptor(mediaType, digest, size);
    }

    private Digest digest(String where) {
        try {
            return Digest.parse(text(where));
        } catch (RegistryFailure e) {
            throw invalid(where + ": " + e.explanation());
        }
    }

    private Map<String, String> annotations() {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return Map.of();
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw invalid("the field annotations must be an object of strings");
        }
        Map<String, String> all = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            all.put(field(), text("annotations"));
        }
        return all;
    }

    private String text(String where) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw invalid("the field " + where + " must be a string");
        }
        return json.getString();
    }

    private long number(String where) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw invalid("the field " + where + " must be a whole number of at most 63 bits");
        }
        return json.getLongValue();
    }

    private static void refuseSchema1(MediaType type) {
        if (type.isSchema1()) {
            throw schema1();
        }
    }

    private static RegistryFailure schema1() {
        return invalid(
                "Docker image manifests of schema 1 are no longer accepted: push the image with Docker 1.10 or newer,"
                        + " which sends schema 2");
    }

    private static RegistryFailure invalid(String message) {
        return new RegistryFailure(WireError.MANIFEST_INVALID, message);
    }
}
