package dev.berth.hub.http;

import static dev.berth.hub.TestHub.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.berth.database.jobs.JobLog;
import dev.berth.hub.EventFilter;
import dev.berth.hub.EventKind;
import dev.berth.hub.EventLog;
import dev.berth.hub.TestHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What administrators are told of collections and jobs. */
class OperationEndpointsTest {
    private static final String COLLECTION = "/admin/collection";
    private static final String DRY = "{\"dry_run\":true}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestHub hub;

    @SuppressWarnings("NullAway.Init")
    private JobLog jobs;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder, blobs);
        jobs = new JobLog(hub.database(), hub.clock());
        jobs.start("here:5000", "1.0");
        api = new TestApi(endpoints -> new OperationEndpoints(hub.registry(), jobs).addTo(endpoints));
    }

    @AfterEach
    void close() {
        api.close();
        jobs.stop();
        hub.close();
    }

    private JsonNode get(String path) throws Exception {
        TestApi.Answer answer = api.get("root", path);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private TestApi.Answer run(String body) throws Exception {
        return api.send("root", "POST", COLLECTION + "/-/run", body);
    }

    /** A blob that no manifest names, and whose grace is over. */
    private void abandoned() {
        hub.blob(APP, "0123456789");
        hub.clock().pass(Duration.ofHours(25));
    }

    private JsonNode ended() {
        await().until(() -> !get(COLLECTION).path("running").asBoolean());
        try {
            return get(COLLECTION).path("runs").path(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void collection_tellsWhatWaitsAndWhen() throws Exception {
        JsonNode empty = get(COLLECTION);
        assertThat(empty.path("grace_seconds").asLong())
                .isEqualTo(Duration.ofHours(24).toSeconds());
        assertThat(empty.path("waiting").path("candidates").asLong()).isZero();
        assertThat(empty.path("waiting").path("next_due_at").isNull()).isTrue();
        assertThat(empty.path("runs")).isEmpty();

        hub.blob(APP, "0123456789");
        JsonNode fresh = get(COLLECTION).path("waiting");
        assertThat(fresh.path("candidates").asLong()).isOne();
        assertThat(fresh.path("due").asLong()).isZero();
        assertThat(fresh.path("next_due_at").asString())
                .isEqualTo(hub.clock().instant().plus(Duration.ofHours(24)).toString());

        hub.clock().pass(Duration.ofHours(25));
        assertThat(get(COLLECTION).path("waiting").path("due").asLong()).isOne();
    }

    @Test
    void run_dry_tellsWhatWouldGoAndTakesNothing() throws Exception {
        abandoned();

        JsonNode answer = run(DRY).json();

        assertThat(answer.path("run").isNull()).isTrue();
        assertThat(answer.path("rehearsal").path("blobs").asLong()).isOne();
        assertThat(answer.path("rehearsal").path("bytes").asLong()).isEqualTo(10);
        assertThat(answer.path("rehearsal").path("more").asBoolean()).isFalse();
        assertThat(answer.path("rehearsal").path("names").path(0).asString()).startsWith("blob ada/app@sha256:");
        assertThat(get(COLLECTION).path("runs")).isEmpty();
        assertThat(run(DRY).json()).isEqualTo(answer);
    }

    @Test
    void run_takesWhatIsDue_andIsRemembered() throws Exception {
        abandoned();

        JsonNode begun = run("{}").json().path("run");
        assertThat(begun.path("state").asString()).isEqualTo("running");
        assertThat(begun.path("begun_by").asString()).isEqualTo("root");

        JsonNode ended = ended();
        assertThat(ended.path("state").asString()).isEqualTo("done");
        assertThat(ended.path("node").asString()).isEqualTo("here:5000");
        assertThat(ended.path("blobs").asLong()).isOne();
        assertThat(ended.path("bytes").asLong()).isEqualTo(10);
        EventFilter collections =
                EventFilter.of(new EventFilter.Scope.Everything()).only(List.of("collection"));
        assertThat(new EventLog(hub.database())
                        .page(collections, Long.MAX_VALUE, 10)
                        .events())
                .extracting(it -> it.event().kind(), it -> it.event().actor())
                .containsExactly(tuple(EventKind.COLLECTION_BEGUN, Optional.of("root")));
        assertThat(get(COLLECTION).path("waiting").path("candidates").asLong()).isZero();
    }

    @Test
    void run_byItself_isRememberedWhereItTookSomething() throws Exception {
        hub.registry().collectionWork().collect("there:5000", Optional.empty());
        assertThat(get(COLLECTION).path("runs")).isEmpty();

        abandoned();
        hub.registry().collectionWork().collect("there:5000", Optional.empty());

        JsonNode run = get(COLLECTION).path("runs").path(0);
        assertThat(run.path("begun_by").isNull()).isTrue();
        assertThat(run.path("bytes").asLong()).isEqualTo(10);
    }

    @Test
    void run_whileAnotherRuns_isAConflictUntilItsNodeIsSilent() throws Exception {
        hub.database()
                .write(transaction -> transaction.update(
                        "insert into collection_run (id, node, state, started_at, told_at, examined, manifests, blobs, bytes)"
                                + " values (1, 'dead:5000', 'running', ?, ?, 7, 1, 2, 3)",
                        hub.clock().millis(),
                        hub.clock().millis()));
        assertThat(get(COLLECTION).path("running").asBoolean()).isTrue();
        assertThat(run("{}").status()).isEqualTo(409);

        hub.clock().pass(Duration.ofMinutes(3));

        JsonNode dead = get(COLLECTION).path("runs").path(0);
        assertThat(dead.path("state").asString()).isEqualTo("interrupted");
        assertThat(dead.path("examined").asLong()).isEqualTo(7);
        assertThat(run("{}").status()).isEqualTo(200);
        assertThat(ended().path("begun_by").asString()).isEqualTo("root");
    }

    @Test
    void jobs_areThoseOfAllNodes() throws Exception {
        JobLog there = new JobLog(hub.database(), hub.clock());
        there.start("there:5000", "1.0");
        there.job("count").once(Duration.ofMinutes(1), () -> "counted 3");
        assertThatIllegalStateException()
                .isThrownBy(() -> jobs.job("count").once(() -> {
                    throw new IllegalStateException("the disk is away");
                }));
        there.stop();

        JsonNode all = get("/admin/jobs");

        assertThat(all).hasSize(2);
        JsonNode here = all.path(0);
        assertThat(here.path("node").asString()).isEqualTo("here:5000");
        assertThat(here.path("node_ok").asBoolean()).isTrue();
        assertThat(here.path("state").asString()).isEqualTo("failed");
        assertThat(here.path("failure").path("text").asString()).isEqualTo("the disk is away");
        JsonNode gone = all.path(1);
        assertThat(gone.path("node_ok").asBoolean()).isFalse();
        assertThat(gone.path("did").path("text").asString()).isEqualTo("counted 3");
        assertThat(gone.path("next_at").isNull()).isTrue();
    }

    @Test
    void collection_tellsWhenItWasLookedLast() throws Exception {
        assertThat(get(COLLECTION).path("looked_at").isNull()).isTrue();

        jobs.job("collection").once(() -> "");

        assertThat(get(COLLECTION).path("looked_at").asString())
                .isEqualTo(hub.clock().instant().toString());
    }

    @Test
    void queues_countWhatWaits() {
        abandoned();

        assertThat(hub.registry().backlog().queues().stream()
                        .filter(it -> it.waiting() > 0)
                        .map(it -> it.name()))
                .isEqualTo(List.of("collection"));
    }

    @ParameterizedTest
    @CsvSource({"GET, /admin/collection", "POST, /admin/collection/-/run", "GET, /admin/jobs"})
    void operation_isForAdministratorsAlone(String method, String path) throws Exception {
        String body = method.equals("POST") ? DRY : "";

        assertThat(api.send("", method, path, body).status()).isEqualTo(401);
        assertThat(api.send("ada", method, path, body).status()).isEqualTo(403);
        assertThat(api.send("root", method, path, body).status()).isEqualTo(200);
    }
}
