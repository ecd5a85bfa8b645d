package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blobs out, whole, in part, or not at all (distribution-spec, "Pulling blobs"; RFC 9110, 13 and 14). */
@ExtendWith(SharedBerth.class)
class BlobPullTest {
    private static final byte[] BLOB = Document.fresh(2048);
    private static final Digest DIGEST = Digest.of(BLOB);
    private static final String ETAG = "\"" + DIGEST + "\"";

    private static Ask get(Repository repository) {
        repository.push(BLOB);
        return repository.get("blobs/" + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 65_537, 1_000_000})
    void get_ofAnySize_givesTheBytes(int size, Repository repository) {
        byte[] blob = Document.fresh(size);
        Digest digest = repository.push(blob);

        repository
                .get("blobs/" + digest)
                .answers(200)
                .has("Content-Length", size)
                .has("Content-Type", "application/octet-stream")
                .has("Docker-Content-Digest", digest)
                .has("ETag", "\"" + digest + "\"")
                .has("Accept-Ranges", "bytes")
                .holds(blob);
        repository
                .head("blobs/" + digest)
                .answers(200)
                .has("Content-Length", size)
                .has("Docker-Content-Digest", digest)
                .isEmpty();
    }

    @Test
    void get_whateverItAccepts_isTheSameType(Repository repository) {
        get(repository)
                .with("Accept", "application/vnd.oci.image.layer.v1.tar+gzip")
                .answers(200)
                .has("Content-Type", "application/octet-stream");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=500-1499, 500, 1499",
        "bytes=500-, 500, 2047",
        "bytes=-500, 1548, 2047",
        "bytes=-5000, 0, 2047",
        "bytes=2000-5000, 2000, 2047",
        "bytes=0-0, 0, 0",
        "bytes=2047-, 2047, 2047",
        "bytes=0-99999999999999999999999, 0, 2047",
        "Bytes=1-2, 1, 2"
    })
    void get_range_givesThatPart(String range, int first, int last, Repository repository) {
        get(repository)
                .with("Range", range)
                .answers(206)
                .has("Content-Range", "bytes " + first + "-" + last + "/2048")
                .has("Content-Length", last - first + 1)
                .has("Docker-Content-Digest", DIGEST)
                .holds(Arrays.copyOfRange(BLOB, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=500-0",
                "bytes=5000-10000",
                "bytes=2048-",
                "bytes=-0",
                "bytes=99999999999999999999999-",
                "bytes=99999999999999999999999-99999999999999999999999"
            })
    void get_rangeOutsideTheBlob_isNotSatisfiable(String range, Repository repository) {
        get(repository).with("Range", range).fails(416, "SIZE_INVALID").has("Content-Range", "bytes */2048");
    }

    /** A server may ignore a range, and must ignore one that it cannot read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=",
                "bytes=-",
                "bytes",
                "500-1499",
                "lines=1-2",
                "bytes=a-b",
                "bytes=1-2-3",
                "bytes=+1-2",
                "bytes=0x1-0x2",
                "bytes=0-1,5-6",
                "bytes=--5",
                "bytes=1.5-2"
            })
    void get_unreadableRange_givesTheWhole(String range, Repository repository) {
        get(repository).with("Range", range).answers(200).lacks("Content-Range").holds(BLOB);
    }

    @Test
    void get_rangeOfALargeBlob_givesThatPart(Repository repository) {
        byte[] blob = Document.fresh(1_000_000);
        Digest digest = repository.push(blob);

        repository
                .get("blobs/" + digest)
                .with("Range", "bytes=100000-899999")
                .answers(206)
                .holds(Arrays.copyOfRange(blob, 100_000, 900_000));
    }

    @Test
    void get_rangeOfTheEmptyBlob_isNotSatisfiable(Repository repository) {
        Digest empty = repository.push(new byte[0]);

        repository.get("blobs/" + empty).with("Range", "bytes=0-").answers(416).has("Content-Range", "bytes */0");
        repository.get("blobs/" + empty).with("Range", "bytes=-1").answers(416);
    }

    /** Ranges have a meaning for GET alone (RFC 9110, 14.2). */
    @Test
    void head_withRange_tellsOfTheWhole(Repository repository) {
        repository.push(BLOB);

        repository
                .head("blobs/" + DIGEST)
                .with("Range", "bytes=0-9")
                .answers(200)
                .has("Content-Length", 2048)
                .lacks("Content-Range");
        repository.head("blobs/" + DIGEST).with("Range", "bytes=5000-").answers(200);
    }

    @Test
    void get_ifRange_givesThePartOnlyOfTheSameBlob(Repository repository) {
        get(repository).with("Range", "bytes=0-9").with("If-Range", ETAG).answers(206);
        for (String other : new String[] {"\"sha256:0\"", "W/" + ETAG, "Sun, 06 Nov 1994 08:49:37 GMT", "x"}) {
            get(repository)
                    .with("Range", "bytes=0-9")
                    .with("If-Range", other)
                    .answers(200)
                    .holds(BLOB);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "*", "W/%s", "\"a\", %s", "\"a,b\" , W/%s,\"c\"", "%s,%s"})
    void get_ifNoneMatch_ofTheSame_isNotModified(String header, Repository repository) {
        Answer answer = get(repository)
                .with("If-None-Match", header.replace("%s", ETAG))
                .answers(304);

        answer.has("ETag", ETAG).has("Docker-Content-Digest", DIGEST).isEmpty();
        repository
                .head("blobs/" + DIGEST)
                .with("If-None-Match", header.replace("%s", ETAG))
                .answers(304);
    }

    @Test
    void get_ifNoneMatch_overSeveralLines_isOneList(Repository repository) {
        get(repository)
                .with("If-None-Match", "\"a\"")
                .with("If-None-Match", ETAG)
                .answers(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"sha256:0\"", ",,", "\"", "W/", "\"*\""})
    void get_ifNoneMatch_ofOthers_givesTheBytes(String header, Repository repository) {
        get(repository).with("If-None-Match", header).answers(200).holds(BLOB);
    }

    @Test
    void delete_isAtOnce(Repository repository, Repository other) {
        Digest digest = repository.push(BLOB);
        other.push(BLOB);

        repository.delete("blobs/" + digest).answers(202);

        repository.get("blobs/" + digest).fails(404, "BLOB_UNKNOWN");
        repository.head("blobs/" + digest).answers(404).isEmpty();
        repository.delete("blobs/" + digest).fails(404, "BLOB_UNKNOWN");
        other.get("blobs/" + digest).answers(200).holds(BLOB);
    }

    @Test
    void delete_whileAManifestNamesIt_isRefused(Repository repository) {
        Digest layer = repository.push(BLOB);
        Document image = Document.image(layer);
        repository.push("latest", image);

        Answer refused = repository.delete("blobs/" + layer).fails(405, "UNSUPPORTED");
        assertThat(refused.header("Allow")).doesNotContain("DELETE");

        repository.delete("manifests/" + image.digest()).answers(202);
        repository.delete("blobs/" + layer).answers(202);
    }

    @Test
    void get_fromARepositoryThatDoesNotHoldIt_isUnknown(Repository repository, Repository other) {
        Digest digest = repository.push(BLOB);
        other.push(Document.fresh(5));

        other.get("blobs/" + digest).fails(404, "BLOB_UNKNOWN");
        other.delete("blobs/" + digest).fails(404, "BLOB_UNKNOWN");
        new Repository(other.wire(), "wire/never-pushed").get("blobs/" + digest).fails(404, "NAME_UNKNOWN");
    }
}
