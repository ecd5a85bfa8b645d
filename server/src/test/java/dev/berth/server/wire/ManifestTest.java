package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.MediaType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests in and out (distribution-spec, "Pushing Manifests" and "Pulling manifests"). */
@ExtendWith(SharedBerth.class)
class ManifestTest {
    private static final String ABSENT = "sha256:" + "0".repeat(64);
    private static final String EMPTY_CONFIG = "\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\","
            + "\"digest\":\"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\",\"size\":2}";

    static List<Document> everythingLegal() {
        return List.of(
                Document.image(),
                Document.image(Digest.of(Document.fresh(1)), Digest.of(Algorithm.SHA512, Document.fresh(1))),
                Document.index(),
                Document.index(Digest.of(Document.fresh(1))),
                Document.image().and("\"unknown\":{\"a\":[1,{}]},\"annotations\":{\"ключ\":\"🚢\"}"),
                Document.image().and("\"artifactType\":\"text/x\""),
                new Document(
                        MediaType.IMAGE_MANIFEST.value(), "{\"schemaVersion\":2," + EMPTY_CONFIG + ",\"layers\":[]}"),
                new Document(MediaType.IMAGE_INDEX.value(), " {\n\"schemaVersion\" : 2 , \"manifests\":[ ] }\r\n"),
                new Document(
                        MediaType.DOCKER_MANIFEST.value(),
                        "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.DOCKER_MANIFEST + "\"," + EMPTY_CONFIG
                                + ",\"layers\":[{\"mediaType\":\"application/vnd.docker.image.rootfs.diff.tar.gzip\","
                                + "\"size\":1,\"digest\":\"" + ABSENT + "\"}]}"),
                new Document(
                        MediaType.DOCKER_MANIFEST_LIST.value(),
                        "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.DOCKER_MANIFEST_LIST
                                + "\",\"manifests\":[{\"mediaType\":\"" + MediaType.DOCKER_MANIFEST
                                + "\",\"size\":1,\"digest\":\"" + ABSENT
                                + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"s390x\"}}]}"));
    }

    @ParameterizedTest
    @MethodSource("everythingLegal")
    void push_ofEveryKind_isServedByteForByte(Document manifest, Repository repository) {
        Digest digest = manifest.digest();

        repository
                .push("v1", manifest)
                .has("Location", repository.path("manifests/" + digest))
                .has("Docker-Content-Digest", digest)
                .lacks("OCI-Subject");

        for (String reference : List.of("v1", digest.toString())) {
            repository
                    .get("manifests/" + reference)
                    .answers(200)
                    .has("Content-Type", manifest.type())
                    .has("Docker-Content-Digest", digest)
                    .has("ETag", "\"" + digest + "\"")
                    .holds(manifest.bytes());
            repository
                    .head("manifests/" + reference)
                    .answers(200)
                    .has("Content-Type", manifest.type())
                    .has("Content-Length", manifest.bytes().length)
                    .has("Docker-Content-Digest", digest)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void push_byDigest_isKeptUnderThatAlgorithm(Algorithm algorithm, Repository repository) {
        Document manifest = Document.image();
        Digest digest = Digest.of(algorithm, manifest.bytes());

        repository
                .push(digest.toString(), manifest)
                .has("Docker-Content-Digest", digest)
                .has("Location", repository.path("manifests/" + digest))
                .lacks("OCI-Tag");

        repository.get("manifests/" + digest).answers(200).has("Docker-Content-Digest", digest);
        repository.get("tags/list").answers(200).holds("{\"name\":\"" + repository.name() + "\",\"tags\":[]}");
    }

    @ParameterizedTest
    @EnumSource
    void push_byDigestWithTags_pointsThemAll(Algorithm algorithm, Repository repository) {
        Document manifest = Document.image();
        Digest digest = Digest.of(algorithm, manifest.bytes());

        repository.push(digest + "?tag=a&tag=b&tag=a&tag=C", manifest).hasAll("OCI-Tag", "a", "b", "C");

        assertThat(repository.get("tags/list").answers(200).list("tags")).containsExactly("C", "a", "b");
        repository.get("manifests/b").answers(200).has("Docker-Content-Digest", digest);
    }

    @Test
    void push_withTagsThatCannotBe_isRefusedWhole(Repository repository) {
        Document manifest = Document.image();
        String by = "manifests/" + manifest.digest();

        typed(repository.put(by + "?tag=a&tag=.b"), manifest).fails(400, "MANIFEST_INVALID");
        typed(repository.put(by + "?tag="), manifest).fails(400, "MANIFEST_INVALID");
        typed(repository.put("manifests/v1?tag=a"), manifest).fails(400, "UNSUPPORTED");
        String many = String.join(
                "&tag=", IntStream.range(0, 1001).mapToObj(i -> "t" + i).toList());
        typed(repository.put(by + "?tag=" + many), manifest).fails(414, "UNSUPPORTED");

        repository.get(by).answers(404);
    }

    private static Ask typed(Ask ask, Document manifest) {
        return ask.with("Content-Type", manifest.type()).sending(manifest.bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text/html", "application/vnd.docker.distribution.manifest.v1+json", "*/*;q=0", "garbage,,;;"
            })
    void pull_whateverIsAccepted_givesTheManifest(String accept, Repository repository) {
        Document manifest = Document.image();
        repository.push("v1", manifest);

        repository.get("manifests/v1").with("Accept", accept).answers(200).has("Content-Type", manifest.type());
    }

    @Test
    void push_ofAnotherDigest_isRefused(Repository repository) {
        Document manifest = Document.image();
        for (Algorithm algorithm : Algorithm.values()) {
            Digest other = Digest.of(algorithm, Document.fresh(9));
            typed(repository.put("manifests/" + other), manifest).fails(400, "DIGEST_INVALID");
            repository.get("manifests/" + other).answers(404);
        }
        typed(repository.put("manifests/sha256:12"), manifest).fails(400, "DIGEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:12", "sha256:", "sha1:abc", "sha512:" + "0", "latest:x", ":"})
    void anything_withAMalformedDigest_isRefused(String digest, Repository repository) {
        repository.push("v1", Document.image());

        for (String method : List.of("GET", "HEAD", "DELETE")) {
            repository.ask(method, "manifests/" + digest).fails(400, "DIGEST_INVALID");
            repository.ask(method, "blobs/" + digest).fails(400, "DIGEST_INVALID");
        }
        repository.get("referrers/" + digest).fails(400, "DIGEST_INVALID");
    }

    @Test
    void push_ofSchema1_isRefusedWithAWordThatSaysSo(Repository repository) {
        for (String type : List.of("v1+json", "v1+prettyjws")) {
            Answer refused = repository
                    .put("manifests/v1")
                    .with("Content-Type", "application/vnd.docker.distribution.manifest." + type)
                    .sending("{\"schemaVersion\":1,\"name\":\"a\",\"tag\":\"b\",\"fsLayers\":[]}")
                    .fails(400, "MANIFEST_INVALID");
            assertThat(refused.errorMessage()).contains("schema 1");
        }
    }

    @Test
    void push_ofAnUnknownOrContradictoryType_isRefused(Repository repository) {
        Document manifest = Document.image();

        for (String type : List.of("application/json", "text/plain", "", "garbage", MediaType.IMAGE_INDEX.value())) {
            repository
                    .put("manifests/v1")
                    .with("Content-Type", type)
                    .sending(manifest.json())
                    .fails(400, "MANIFEST_INVALID");
        }
        repository
                .put("manifests/v1")
                .sending("{\"schemaVersion\":2,\"manifests\":[]}")
                .fails(400, "MANIFEST_INVALID");
        repository.put("manifests/v1").sending(manifest.json()).answers(201);
        repository
                .put("manifests/v2")
                .with("Content-Type", manifest.type() + "; charset=utf-8")
                .sending(manifest.json())
                .answers(201);
        repository.get("manifests/v2").answers(200).has("Content-Type", manifest.type());
    }

    @Test
    void push_withSubject_isAnsweredWithIt(Repository repository) {
        Digest subject = Digest.of(Document.fresh(3));

        repository.push("image", Document.image().about(subject)).has("OCI-Subject", subject);
        repository.push("index", Document.index().about(subject)).has("OCI-Subject", subject);
    }

    @Test
    void push_ofWhatIsNotAllHere_warns(Repository repository) {
        Document sparse = Document.index(Digest.of(Document.fresh(1)), Digest.of(Document.fresh(1)));
        Document whole = Document.index(sparse.digest());

        String warning = repository.push("sparse", sparse).header("Warning");
        assertThat(warning).matches("299 - \"[^\"\\\\]+\"").hasSizeLessThanOrEqualTo(4096);
        repository.push("whole", whole).lacks("Warning");
        Digest[] countless = IntStream.range(0, 5000)
                .mapToObj(i -> Digest.of(Algorithm.SHA512, new byte[] {(byte) i, (byte) (i >> 8)}))
                .toArray(Digest[]::new);
        assertThat(repository.push("countless", Document.index(countless)).header("Warning"))
                .hasSizeLessThanOrEqualTo(4096);
    }

    @ParameterizedTest
    @ValueSource(ints = {4 << 20, (4 << 20) + 5000, 5 << 20})
    void push_ofFourMebibytesAndMore_isAccepted(int size, Repository repository) {
        Document manifest = padded(size);
        assertThat(manifest.bytes()).hasSize(size);

        repository.push("large", manifest);

        repository.get("manifests/large").answers(200).holds(manifest.bytes());
    }

    @Test
    void push_overTheLimit_isTooLarge(Repository repository) {
        Document manifest = padded((5 << 20) + 1);

        typed(repository.put("manifests/large"), manifest).fails(413, "SIZE_INVALID");
        repository
                .put("manifests/large")
                .with("Content-Type", manifest.type())
                .streaming(manifest.bytes())
                .fails(413, "SIZE_INVALID");

        repository.get("manifests/large").answers(404);
    }

    private static Document padded(int size) {
        Document small = Document.image().and("\"annotations\":{\"a\":\"\"}");
        return new Document(
                small.type(),
                small.json().replace("\"a\":\"\"", "\"a\":\"" + "x".repeat(size - small.bytes().length) + "\""));
    }

    @Test
    void delete_ofATag_leavesTheManifestAndItsOtherTags(Repository repository) {
        Document manifest = Document.image();
        repository.push("a", manifest);
        repository.push("b", manifest);

        repository.delete("manifests/a").answers(202);

        repository.get("manifests/a").fails(404, "MANIFEST_UNKNOWN");
        repository.head("manifests/a").answers(404).isEmpty();
        repository.delete("manifests/a").fails(404, "MANIFEST_UNKNOWN");
        repository.get("manifests/b").answers(200);
        repository.get("manifests/" + manifest.digest()).answers(200);
        assertThat(repository.get("tags/list").answers(200).list("tags")).containsExactly("b");
    }

    @Test
    void delete_ofAManifest_takesItsTagsAtOnce(Repository repository) {
        Document manifest = Document.image();
        repository.push("a", manifest);
        repository.push("b", manifest);
        repository.push("other", Document.image());

        repository.delete("manifests/" + manifest.digest()).answers(202);

        repository.get("manifests/" + manifest.digest()).fails(404, "MANIFEST_UNKNOWN");
        repository.delete("manifests/" + manifest.digest()).fails(404, "MANIFEST_UNKNOWN");
        repository.get("manifests/a").fails(404, "MANIFEST_UNKNOWN");
        assertThat(repository.get("tags/list").answers(200).list("tags")).containsExactly("other");
        repository.push("a", manifest);
        repository.get("manifests/a").answers(200).holds(manifest.bytes());
    }

    @Test
    void push_ofATagThatIsThere_movesIt(Repository repository) {
        Document first = Document.image();
        Document second = Document.image();
        repository.push("latest", first);

        repository.push("latest", second);

        repository.get("manifests/latest").answers(200).has("Docker-Content-Digest", second.digest());
        repository.get("manifests/" + first.digest()).answers(200);
    }
}
