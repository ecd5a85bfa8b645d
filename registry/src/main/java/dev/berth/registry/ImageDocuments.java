package dev.berth.registry;

import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads manifests and the configurations of images as JSON. Strangers wrote them: any field may be missing or of any type. */
public final class ImageDocuments {
    /** Configurations are a few kilobytes; what is larger is no configuration, and is not read into memory. */
    private static final long LARGEST_CONFIG = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Manifests manifests;
    private final Blobs blobs;
    private final BlobStore bytes;

    ImageDocuments(Manifests manifests, Blobs blobs, BlobStore bytes) {
        this.manifests = manifests;
        this.blobs = blobs;
        this.bytes = bytes;
    }

    /**
     * The manifest.
     *
     * @throws RegistryFailure {@link WireError#MANIFEST_UNKNOWN} or {@link WireError#NAME_UNKNOWN}
     */
    public JsonNode manifest(RepositoryName name, Digest digest) {
        StoredManifest stored = manifests.pull(name, digest);
        if (stored.isWhole()) {
            return JSON.readTree(stored.start());
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream((int) stored.size());
        byte[] part = stored.start();
        while (part.length > 0) {
            content.writeBytes(part);
            part = manifests
                    .part(name, digest, content.size())
                    .orElseThrow(() -> new RegistryFailure(WireError.MANIFEST_UNKNOWN));
        }
        return JSON.readTree(content.toByteArray());
    }

    /** The configuration that the manifest names; empty where it has none, is not here, or is no JSON object. */
    public Optional<JsonNode> config(RepositoryName name, JsonNode manifest) throws IOException {
        JsonNode descriptor = manifest.path("config");
        String type = descriptor.path("mediaType").asString("");
        if (!type.endsWith("+json") || descriptor.path("size").asLong(0) > LARGEST_CONFIG) {
            return Optional.empty();
        }
        try {
            Digest digest = Digest.parse(descriptor.path("digest").asString(""));
            return Optional.of(JSON.readTree(read(blobs.find(name, digest)))).filter(JsonNode::isObject);
        } catch (RegistryFailure | JacksonException | BlobMissing | EOFException e) {
            return Optional.empty();
        }
    }

    private byte[] read(StoredBlob blob) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) Math.min(blob.size(), LARGEST_CONFIG));
        try (BlobReader reader = bytes.read(blob.location())) {
            while (content.hasRemaining()) {
                if (reader.read(content, content.position()) < 0) {
                    throw new EOFException("the blob " + blob.digest() + " is shorter than " + blob.size() + " bytes");
                }
            }
        }
        return content.array();
    }
}
