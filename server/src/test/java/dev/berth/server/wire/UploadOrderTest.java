package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.oci.Digest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks at the wrong place, and uploads that go on after something broke (distribution-spec, "Pushing a blob in chunks"). */
@ExtendWith(SharedBerth.class)
class UploadOrderTest {
    private static final byte[] BLOB = Document.fresh(3000);
    private static final Digest DIGEST = Digest.of(BLOB);

    private static byte[] part(int from, int to) {
        return Arrays.copyOfRange(BLOB, from, to);
    }

    /** A session that has the first thousand bytes. */
    private static String begun(Repository repository) {
        return repository
                .wire()
                .patch(repository.open())
                .with("Content-Range", "0-999")
                .sending(part(0, 1000))
                .answers(202)
                .header("Location");
    }

    private static void goesOn(Repository repository, String session) {
        Wire wire = repository.wire();
        wire.get(session).answers(204).has("Range", "0-999").has("Location", session);
        wire.patch(session)
                .with("Content-Range", "1000-1999")
                .sending(part(1000, 2000))
                .answers(202)
                .has("Range", "0-1999");
        wire.put(Wire.ending(session, DIGEST))
                .with("Content-Range", "2000-2999")
                .sending(part(2000, 3000))
                .answers(201);
        repository.get("blobs/" + DIGEST).answers(200).holds(BLOB);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1001, 2000, 1_000_000_000})
    void patch_outOfOrder_isRefusedAndTheSessionSurvives(int first, Repository repository) {
        String session = begun(repository);

        repository
                .wire()
                .patch(session)
                .with("Content-Range", first + "-" + (first + 999))
                .sending(part(1000, 2000))
                .fails(416, "BLOB_UPLOAD_INVALID")
                .has("Range", "0-999")
                .has("Location", session);

        goesOn(repository, session);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1001, 2000})
    void put_outOfOrder_isRefusedAndTheSessionSurvives(int first, Repository repository) {
        String session = begun(repository);

        repository
                .wire()
                .put(Wire.ending(session, DIGEST))
                .with("Content-Range", first + "-" + (first + 1999))
                .sending(part(1000, 3000))
                .fails(416, "BLOB_UPLOAD_INVALID")
                .has("Range", "0-999")
                .has("Location", session);

        assertThat(repository.head("blobs/" + DIGEST).send().status()).isEqualTo(404);
        goesOn(repository, session);
    }

    /** The session went on, or back, since its client was told where it is: the answer tells it anew, and nothing is lost. */
    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1001, 3000})
    void request_toAnAddressOfAnotherPosition_isRefusedAndTheSessionSurvives(int at, Repository repository) {
        String session = begun(repository);
        String other = session.replace("at=1000", "at=" + at);

        Wire wire = repository.wire();
        wire.patch(other)
                .sending(part(1000, 2000))
                .fails(416, "BLOB_UPLOAD_INVALID")
                .has("Location", session);
        wire.put(Wire.ending(other, DIGEST))
                .sending(part(1000, 3000))
                .fails(416, "BLOB_UPLOAD_INVALID")
                .has("Range", "0-999")
                .has("Location", session);

        goesOn(repository, session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "", "1e3", "9999999999999999999"})
    void patch_toAnAddressWithoutANumber_isRefused(String at, Repository repository) {
        repository
                .wire()
                .patch(begun(repository).replace("at=1000", "at=" + at))
                .sending(part(1000, 2000))
                .fails(400, "BLOB_UPLOAD_INVALID");
    }

    @Test
    void patch_firstChunkNotAtTheBeginning_isRefused(Repository repository) {
        repository
                .wire()
                .patch(repository.open())
                .with("Content-Range", "1000-1999")
                .sending(part(1000, 2000))
                .fails(416, "BLOB_UPLOAD_INVALID")
                .has("Range", "0-0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1000",
                "1000-",
                "-1999",
                "1999-1000",
                "a-b",
                "bytes=1000-1999",
                "bytes 1000-1999/3000",
                "1000-1999-2999",
                "0x3e8-0x7cf",
                "1000-99999999999999999999",
                "+1000-+1999",
                "1000 - 1999"
            })
    void patch_malformedContentRange_isRefusedAndTheSessionSurvives(String range, Repository repository) {
        String session = begun(repository);

        repository
                .wire()
                .patch(session)
                .with("Content-Range", range)
                .sending(part(1000, 2000))
                .fails(400, "BLOB_UPLOAD_INVALID");

        goesOn(repository, session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000-1998", "1000-2000", "1000-1000", "1000-999999999999999999"})
    void patch_rangeOfAnotherLengthThanTheBody_isRefusedAndTheSessionSurvives(String range, Repository repository) {
        String session = begun(repository);

        repository
                .wire()
                .patch(session)
                .with("Content-Range", range)
                .sending(part(1000, 2000))
                .fails(400, "SIZE_INVALID");
        repository
                .wire()
                .patch(session)
                .with("Content-Range", range)
                .streaming(part(1000, 2000))
                .fails(400, "SIZE_INVALID");

        goesOn(repository, session);
    }

    /** The client cannot know whether the server saw its last request, so it sends it again. */
    @Test
    void put_againAfterItsAnswerWasLost_isCreated(Repository repository) {
        String session = begun(repository);
        for (int attempt = 0; attempt < 3; attempt++) {
            repository
                    .wire()
                    .put(Wire.ending(session, DIGEST))
                    .with("Content-Range", "1000-2999")
                    .sending(part(1000, 3000))
                    .answers(201)
                    .has("Location", repository.path("blobs/" + DIGEST));
        }
        repository
                .wire()
                .put(Wire.ending(session, Digest.of(Document.fresh(9))))
                .sending(part(1000, 3000))
                .fails(404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void upload_afterACutConnection_goesOnFromWhatGetTells(Repository repository) {
        String session = begun(repository);
        try (Connection connection = repository.wire().connect()) {
            connection.send("PATCH " + session + " HTTP/1.1\r\nHost: berth\r\nContent-Length: 2000\r\n\r\n");
            connection.send(part(1000, 1700));
            connection.cut();
        }

        int stands = await().until(
                        () -> {
                            String range =
                                    repository.wire().get(session).answers(204).header("Range");
                            return Integer.parseInt(range.substring("0-".length())) + 1;
                        },
                        it -> it > 1000);
        assertThat(stands).isLessThanOrEqualTo(1700);

        String at = repository
                .wire()
                .patch(session)
                .with("Content-Range", stands + "-2999")
                .sending(part(stands, 3000))
                .answers(202)
                .has("Range", "0-2999")
                .header("Location");
        repository.wire().put(Wire.ending(at, DIGEST)).sending("").answers(201);
        repository.get("blobs/" + DIGEST).answers(200).holds(BLOB);
    }

    @Test
    void upload_acrossARestart_goesOn() {
        byte[] blob = Document.fresh(500_000);
        Digest digest = Digest.of(blob);
        try (RunningBerth berth = RunningBerth.start()) {
            Repository before = SharedBerth.fresh(berth.wire());
            String session = before.wire()
                    .patch(before.open())
                    .sending(Arrays.copyOfRange(blob, 0, 300_000))
                    .answers(202)
                    .header("Location");

            berth.restart();

            Wire wire = berth.wire();
            wire.get(session).answers(204).has("Range", "0-299999");
            String next = wire.patch(session)
                    .with("Content-Range", "300000-399999")
                    .sending(Arrays.copyOfRange(blob, 300_000, 400_000))
                    .answers(202)
                    .has("Range", "0-399999")
                    .header("Location");

            berth.restart();

            Repository after = new Repository(berth.wire(), before.name());
            after.wire()
                    .put(Wire.ending(next, digest))
                    .sending(Arrays.copyOfRange(blob, 400_000, 500_000))
                    .answers(201);
            after.get("blobs/" + digest).answers(200).holds(blob);
        }
    }
}
