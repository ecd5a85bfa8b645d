package dev.berth.e2e.clients;

import dev.berth.e2e.harness.Blob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** A multi-platform image in a folder of the OCI image layout, as skopeo reads it. */
record OciLayout(Path folder, Blob index, List<Blob> manifests) {
    static final String TAG = "multi";
    private static final List<String> PLATFORMS = List.of("amd64", "arm64", "s390x");

    static OciLayout write(Path folder) throws IOException {
        List<Blob> manifests =
                PLATFORMS.stream().map(platform -> writeImage(folder, platform)).toList();
        String descriptors = manifests.stream()
                .map(manifest ->
                        """
                        {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%d,\
                        "platform":{"os":"linux","architecture":"%s"}}\
                        """.formatted(manifest.digest(), manifest.size(), PLATFORMS.get(manifests.indexOf(manifest))))
                .collect(Collectors.joining(","));
        Blob index = write(folder, Blob.of("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s]}\
                """.formatted(descriptors)));
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(folder.resolve("index.json"), """
                {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.index.v1+json",\
                "digest":"%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"%s"}}]}\
                """.formatted(index.digest(), index.size(), TAG));
        return new OciLayout(folder, index, manifests);
    }

    private static Blob writeImage(Path folder, String platform) {
        byte[] content = Blob.random(platform.hashCode(), 300_000).bytes();
        Blob layer = write(folder, Blob.of(gzip(content)));
        Blob config =
                write(folder, Blob.of("""
                {"os":"linux","architecture":"%s","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]},\
                "history":[{"created_by":"e2e"}]}\
                """.formatted(platform, Blob.of(content).digest())));
        return write(folder, Blob.of("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":%d}]}\
                """.formatted(config.digest(), config.size(), layer.digest(), layer.size())));
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private static Blob write(Path folder, Blob blob) {
        try {
            Path file = folder.resolve("blobs", blob.digest().replace(':', '/'));
            Files.createDirectories(folder.resolve("blobs", "sha256"));
            Files.write(file, blob.bytes());
            return blob;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
