package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of pushing a blob (distribution-spec, "Pushing blobs"). */
@ExtendWith(SharedBerth.class)
class BlobUploadTest {
    private static final int CHUNK = 1024;

    private static void isThere(Repository repository, Answer created, Digest digest, byte[] blob) {
        created.has("Location", repository.path("blobs/" + digest)).has("Docker-Content-Digest", digest);
        repository.wire().get(created.header("Location")).answers(200).holds(blob);
    }

    @ParameterizedTest
    @EnumSource
    void post_withDigest_takesTheWhole(Algorithm algorithm, Repository repository) {
        byte[] blob = Document.fresh(3000);
        Digest digest = Digest.of(algorithm, blob);

        Answer created =
                repository.post("blobs/uploads/?digest=" + digest).sending(blob).answers(201);

        isThere(repository, created, digest, blob);
    }

    @Test
    void post_withDigest_withoutSlashAtTheEnd_isTheSame(Repository repository) {
        byte[] blob = Document.fresh(10);
        Digest digest = Digest.of(blob);

        isThere(
                repository,
                repository.post("blobs/uploads?digest=" + digest).sending(blob).answers(201),
                digest,
                blob);
    }

    @Test
    void post_opensASession(Repository repository) {
        repository
                .post("blobs/uploads/")
                .sending("")
                .answers(202)
                .has("Range", "0-0")
                .isEmpty();
    }

    /** The client may announce its algorithm or not; the digest of the closing PUT decides. */
    @ParameterizedTest
    @CsvSource({"SHA256, ''", "SHA512, ''", "SHA512, ?digest-algorithm=sha512", "SHA256, ?digest-algorithm=sha512"})
    void put_ofTheWhole_makesTheBlob(Algorithm algorithm, String query, Repository repository) {
        byte[] blob = Document.fresh(70_000);
        Digest digest = Digest.of(algorithm, blob);
        String session = repository
                .post("blobs/uploads/" + query)
                .sending("")
                .answers(202)
                .header("Location");

        Answer created = repository
                .wire()
                .put(Wire.ending(session, digest))
                .sending(blob)
                .answers(201);

        isThere(repository, created, digest, blob);
    }

    @ParameterizedTest
    @EnumSource
    void patch_asOneStream_needsNoContentRange(Algorithm algorithm, Repository repository) {
        byte[] blob = Document.fresh(300_000);
        Digest digest = Digest.of(algorithm, blob);
        Wire wire = repository.wire();

        String next = wire.patch(repository.open())
                .streaming(blob)
                .answers(202)
                .has("Range", "0-299999")
                .header("Location");

        isThere(repository, wire.put(Wire.ending(next, digest)).sending("").answers(201), digest, blob);
    }

    @ParameterizedTest
    @CsvSource({"SHA256, false", "SHA256, true", "SHA512, false", "SHA512, true"})
    void patch_chunkByChunk_tellsTheRangeOfTheWhole(Algorithm algorithm, boolean lastInPut, Repository repository) {
        byte[] blob = Document.fresh(3 * CHUNK - 100);
        Digest digest = Digest.of(algorithm, blob);
        Wire wire = repository.wire();
        String at = repository.open();

        at = chunk(wire, at, blob, 0, CHUNK);
        at = chunk(wire, at, blob, CHUNK, 2 * CHUNK);
        byte[] last = Arrays.copyOfRange(blob, 2 * CHUNK, blob.length);
        Ask put;
        if (lastInPut) {
            put = wire.put(Wire.ending(at, digest))
                    .with("Content-Range", 2 * CHUNK + "-" + (blob.length - 1))
                    .sending(last);
        } else {
            put = wire.put(Wire.ending(chunk(wire, at, blob, 2 * CHUNK, blob.length), digest))
                    .sending("");
        }

        isThere(repository, put.answers(201), digest, blob);
    }

    private static String chunk(Wire wire, String at, byte[] blob, int from, int to) {
        String next = wire.patch(at)
                .with("Content-Range", from + "-" + (to - 1))
                .with("Content-Type", "application/octet-stream")
                .sending(Arrays.copyOfRange(blob, from, to))
                .answers(202)
                .has("Range", "0-" + (to - 1))
                .isEmpty()
                .header("Location");
        wire.get(next).answers(204).has("Range", "0-" + (to - 1)).has("Location", next);
        return next;
    }

    @Test
    void patch_ofNoBytes_leavesTheSessionAtItsStart(Repository repository) {
        String session = repository.open();

        repository.wire().patch(session).sending("").answers(202).has("Range", "0-0");
        repository.wire().get(session).answers(204).has("Range", "0-0").has("Location", session);
        repository.wire().head(session).answers(204).has("Range", "0-0");
    }

    @Test
    void put_withoutDigest_isRefusedAndTheSessionGoesOn(Repository repository) {
        byte[] blob = Document.fresh(100);
        String session = repository.open();

        repository.wire().put(session).sending(blob).fails(400, "DIGEST_INVALID");
        repository.wire().put(Wire.ending(session, "sha256:12")).sending(blob).fails(400, "DIGEST_INVALID");
        repository
                .wire()
                .put(Wire.ending(session, Digest.of(blob)))
                .sending(blob)
                .answers(201);
    }

    @ParameterizedTest
    @EnumSource
    void push_ofAnotherDigest_isRefusedAndStoresNothing(Algorithm algorithm, Repository repository) {
        Wire wire = repository.wire();
        byte[] blob = Document.fresh(5000);
        Digest wrong = Digest.of(algorithm, Document.fresh(5000));

        repository.post("blobs/uploads/?digest=" + wrong).sending(blob).fails(400, "DIGEST_INVALID");
        wire.put(Wire.ending(repository.open(), wrong)).sending(blob).fails(400, "DIGEST_INVALID");
        String streamed =
                wire.patch(repository.open()).streaming(blob).answers(202).header("Location");
        wire.put(Wire.ending(streamed, wrong)).sending("").fails(400, "DIGEST_INVALID");
        String chunked = wire.patch(repository.open())
                .with("Content-Range", "0-4999")
                .sending(blob)
                .answers(202)
                .header("Location");
        wire.put(Wire.ending(chunked, wrong)).sending("").fails(400, "DIGEST_INVALID");

        repository.get("blobs/" + wrong).send().lacks("Docker-Content-Digest");
        assertThat(repository.head("blobs/" + wrong).send().status()).isEqualTo(404);
        assertThat(repository.head("blobs/" + Digest.of(blob)).send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void smallestBlobs_arePushedAndDeletedAgainAndAgain(String text, Repository repository) {
        byte[] blob = text.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 3; round++) {
            for (Algorithm algorithm : Algorithm.values()) {
                Digest digest = Digest.of(algorithm, blob);
                isThere(
                        repository,
                        repository
                                .post("blobs/uploads/?digest=" + digest)
                                .sending(blob)
                                .answers(201),
                        digest,
                        blob);
                repository.delete("blobs/" + digest).answers(202);
                repository.get("blobs/" + digest).fails(404, "BLOB_UNKNOWN");
                String session = repository.open();
                repository
                        .wire()
                        .put(Wire.ending(session, digest))
                        .sending(blob)
                        .answers(201);
                repository.delete("blobs/" + digest).answers(202);
                repository.head("blobs/" + digest).answers(404);
            }
        }
    }

    @Test
    void push_ofWhatIsThere_isCreatedAgain(Repository repository) {
        byte[] blob = Document.fresh(2000);
        Digest digest = repository.push(blob);

        repository.push(blob);
        repository.get("blobs/" + digest).answers(200).holds(blob);
    }

    @Test
    void cancel_endsTheSession(Repository repository) {
        Wire wire = repository.wire();
        String session = repository.open();
        wire.patch(session).sending(Document.fresh(100)).answers(202);

        wire.delete(session).answers(204).isEmpty();

        wire.delete(session).fails(404, "BLOB_UPLOAD_UNKNOWN");
        wire.get(session).fails(404, "BLOB_UPLOAD_UNKNOWN");
        wire.patch(session).sending("x").fails(404, "BLOB_UPLOAD_UNKNOWN");
        wire.put(Wire.ending(session, Digest.of(Document.fresh(1))))
                .sending("x")
                .fails(404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void session_ofAnotherRepository_isUnknown(Repository repository, Wire wire) {
        String session = repository.open();
        String elsewhere = session.replace(repository.name(), "wire/elsewhere");

        wire.get(elsewhere).fails(404, "BLOB_UPLOAD_UNKNOWN");
        wire.patch(elsewhere).sending("x").fails(404, "BLOB_UPLOAD_UNKNOWN");
        wire.delete(elsewhere).fails(404, "BLOB_UPLOAD_UNKNOWN");
        wire.get(session).answers(204);
    }

    @Test
    void post_ofAnUnknownAlgorithm_isRefused(Repository repository) {
        repository.post("blobs/uploads/?digest-algorithm=md5").sending("").fails(400, "DIGEST_INVALID");
        repository.post("blobs/uploads/?digest=md5:00").sending("").fails(400, "DIGEST_INVALID");
    }
}
