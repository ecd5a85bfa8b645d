package dev.berth.hub.webhooks;

import static dev.berth.hub.TestHub.APP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.berth.database.jobs.Job;
import dev.berth.hub.EventKind;
import dev.berth.hub.TestHub;
import dev.berth.hub.webhooks.Delivery.State;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What happens is told to those who want to know, sooner or later. */
class WebhooksTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<Webhooks> nodes = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private TestHub hub;

    @SuppressWarnings("NullAway.Init")
    private Receiver receiver;

    @SuppressWarnings("NullAway.Init")
    private Webhooks webhooks;

    @BeforeEach
    void open() throws IOException {
        hub = new TestHub(folder, blobs);
        receiver = new Receiver();
        webhooks = node(true, Duration.ofSeconds(5));
        hub.image(APP, "linux", "amd64", "before");
        hub.clock().pass(Duration.ofSeconds(1));
    }

    private Webhooks node(boolean privateNetworks, Duration timeout) {
        Webhooks node = new Webhooks(
                hub.database(),
                hub.events(),
                new TestFacts(),
                new WebhookConfig(
                        privateNetworks,
                        timeout,
                        Duration.ofDays(3),
                        Duration.ofDays(30),
                        Optional.of(URI.create("https://berth.example"))),
                hub.clock());
        node.dispatch().start(Job.unobserved());
        nodes.add(node);
        return node;
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> node.dispatch().stop());
        receiver.close();
        hub.close();
    }

    private Subject app() {
        return new Subject.OfRepository(hub.id(APP));
    }

    private Webhook.Draft draft(Format format, EventKind... kinds) {
        return new Webhook.Draft("ours", receiver.url(), Set.of(kinds), format, true);
    }

    private Webhook make(Format format, EventKind... kinds) {
        Webhook webhook = webhooks.make(app(), draft(format, kinds), "ada");
        hub.clock().pass(Duration.ofSeconds(1));
        return webhook;
    }

    private Delivery delivered(Webhook webhook, State state) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            List<Delivery> all = webhooks.deliveries(webhook.id(), Long.MAX_VALUE, 1);
            return !all.isEmpty() && all.getFirst().state() == state;
        });
        return webhooks.deliveries(webhook.id(), Long.MAX_VALUE, 1).getFirst();
    }

    @Test
    void push_ofTag_isCalledAsDockerHubDoes() throws Exception {
        make(Format.HUB, EventKind.TAG_PUSHED);
        Digest image = hub.image(APP, "linux", "arm64", "latest");

        Receiver.Call call = receiver.take();

        assertThat(call.header("Content-Type")).startsWith("application/json");
        assertThat(call.header("Berth-Event")).isEqualTo("tag.pushed");
        JsonNode push = call.json().path("push_data");
        assertThat(push.path("tag").asString()).isEqualTo("latest");
        assertThat(push.path("pusher").asString()).isEqualTo("ada");
        assertThat(push.path("pushed_at").asLong())
                .isEqualTo(hub.clock().instant().getEpochSecond());
        assertThat(push.path("digest").asString()).isEqualTo(image.toString());
        assertThat(push.path("platforms").path(0).path("architecture").asString())
                .isEqualTo("arm64");
        JsonNode repository = call.json().path("repository");
        assertThat(repository.path("repo_name").asString()).isEqualTo("ada/app");
        assertThat(repository.path("name").asString()).isEqualTo("app");
        assertThat(repository.path("repo_url").asString()).isEqualTo("https://berth.example/r/ada/app");
        assertThat(repository.path("star_count").asLong()).isEqualTo(3);
    }

    @Test
    void push_ofSeveralTags_isOneCloudEventEachInOrder() throws Exception {
        make(Format.CLOUDEVENTS, EventKind.TAG_PUSHED, EventKind.TAG_DELETED);
        Digest image = hub.image(APP, "linux", "arm64", "1", "1.2", "latest");

        List<Receiver.Call> calls = List.of(receiver.take(), receiver.take(), receiver.take());

        assertThat(calls.getFirst().header("Content-Type")).startsWith("application/cloudevents+json");
        assertThat(calls)
                .extracting(call -> call.json().path("subject").asString())
                .containsExactly("ada/app:1", "ada/app:1.2", "ada/app:latest");
        JsonNode event = calls.getFirst().json();
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("type").asString()).isEqualTo("dev.berth.tag.pushed");
        assertThat(event.path("source").asString()).isEqualTo("https://berth.example/r/ada/app");
        assertThat(event.path("time").asString())
                .isEqualTo(hub.clock().instant().toString());
        assertThat(event.path("id").asString()).isEqualTo(calls.getFirst().header("Berth-Event-Id"));
        assertThat(event.path("data").path("digest").asString()).isEqualTo(image.toString());
        assertThat(event.path("data").path("media_type").asString()).contains("manifest");
    }

    @Test
    void signature_isThatOfTimeAndBody() throws Exception {
        Webhook webhook = make(Format.CLOUDEVENTS, EventKind.TAG_PUSHED);
        hub.image(APP, "linux", "arm64", "latest");

        Receiver.Call call = receiver.take();

        String[] parts = call.header("Berth-Signature").split("[=,]", -1);
        assertThat(parts).hasSize(4);
        assertThat(parts[1]).isEqualTo(String.valueOf(hub.clock().instant().getEpochSecond()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(webhook.secret().getBytes(UTF_8), "HmacSHA256"));
        mac.update(parts[1].getBytes(UTF_8));
        mac.update((byte) '.');
        mac.update(call.body().getBytes(UTF_8));
        assertThat(parts[3]).isEqualTo(HexFormat.of().formatHex(mac.doFinal()));
    }

    @Test
    void organisation_isToldOfAllItsRepositoriesAndNoOther() throws Exception {
        webhooks.make(new Subject.OfNamespace("ada"), draft(Format.CLOUDEVENTS, EventKind.REPOSITORY_CREATED), "ada");
        hub.clock().pass(Duration.ofSeconds(1));
        hub.image(RepositoryName.parse("bob/other"), "linux", "amd64", "latest");
        hub.image(RepositoryName.parse("ada/second"), "linux", "amd64", "latest");

        assertThat(receiver.take().json().path("subject").asString()).isEqualTo("ada/second");
        assertThat(receiver.isCalled()).isFalse();
    }

    @Test
    void failure_isTriedAgainLaterUntilItWorks() throws Exception {
        Webhook webhook = make(Format.HUB, EventKind.TAG_PUSHED);
        receiver.answers(503, "later");
        hub.image(APP, "linux", "arm64", "latest");
        String first = receiver.take().header("Berth-Delivery");
        await().until(() ->
                webhooks.attempts(delivered(webhook, State.WAITING).id()).size() == 1);

        receiver.answers(200, "now");
        hub.clock().pass(Duration.ofMinutes(1));

        assertThat(receiver.take().header("Berth-Delivery")).isEqualTo(first);
        Delivery delivery = delivered(webhook, State.DELIVERED);
        assertThat(delivery.tries()).isEqualTo(2);
        assertThat(webhooks.attempts(delivery.id()))
                .extracting(Delivery.Attempt::status, Delivery.Attempt::failure, Delivery.Attempt::responseBody)
                .containsExactly(
                        tuple(Optional.of(503), Optional.of("the answer has the status 503"), "later"),
                        tuple(Optional.of(200), Optional.empty(), "now"));
    }

    @Test
    void webhook_thatIsNeverReached_isDisabledWithAnEvent() throws Exception {
        Webhook webhook = make(Format.HUB, EventKind.TAG_PUSHED);
        receiver.answers(500, "");
        hub.image(APP, "linux", "arm64", "latest");
        receiver.take();
        await().until(() ->
                webhooks.attempts(delivered(webhook, State.WAITING).id()).size() == 1);

        hub.clock().pass(Duration.ofDays(4));

        receiver.take();
        await().until(() ->
                !webhooks.find(app(), webhook.id()).orElseThrow().draft().enabled());
        assertThat(delivered(webhook, State.DROPPED).dueAt()).isEmpty();
        assertThat(hub.events().ofRepository(hub.id(APP), Long.MAX_VALUE, 1))
                .singleElement()
                .satisfies(it -> assertThat(it.event().kind()).isEqualTo(EventKind.WEBHOOK_DISABLED));

        webhooks.change(app(), webhook.id(), draft(Format.HUB, EventKind.TAG_PUSHED), "ada");
        assertThat(webhooks.find(app(), webhook.id()).orElseThrow().disabledBecause())
                .isEmpty();
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        Webhook webhook = make(Format.HUB, EventKind.TAG_PUSHED);
        receiver.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.getResponseHeaders().set("Set-Cookie", "session=secret");
            Receiver.answer(exchange, 302, "");
        });
        hub.image(APP, "linux", "arm64", "latest");
        receiver.take();

        await().until(() ->
                webhooks.attempts(delivered(webhook, State.WAITING).id()).size() == 1);

        assertThat(receiver.isCalled()).isFalse();
        Delivery.Attempt attempt =
                webhooks.attempts(delivered(webhook, State.WAITING).id()).getFirst();
        assertThat(attempt.failure().orElseThrow()).contains("redirect");
        assertThat(attempt.responseHeaders())
                .containsEntry("set-cookie", "(not kept)")
                .containsEntry("location", "/elsewhere");
    }

    @Test
    void answer_ofAnySize_isKeptUpToABound() throws Exception {
        Webhook webhook = make(Format.HUB, EventKind.TAG_PUSHED);
        receiver.answers(200, "\0<script>alert(1)</script>" + "x".repeat(1 << 20));
        hub.image(APP, "linux", "arm64", "latest");
        receiver.take();

        Delivery delivery = delivered(webhook, State.DELIVERED);

        assertThat(webhooks.attempts(delivery.id()).getFirst().responseBody())
                .startsWith("\uFFFD<script>")
                .hasSizeLessThanOrEqualTo(Calls.LONGEST_BODY);
    }

    @Test
    void receiver_thatNeverAnswers_costsTheTimeout() throws Exception {
        nodes.forEach(node -> node.dispatch().stop());
        webhooks = node(true, Duration.ofMillis(500));
        CountDownLatch end = new CountDownLatch(1);
        receiver.answers(exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Webhook webhook = make(Format.HUB, EventKind.TAG_PUSHED);
        hub.image(APP, "linux", "arm64", "latest");
        receiver.take();

        await().until(() ->
                webhooks.attempts(delivered(webhook, State.WAITING).id()).size() == 1);
        end.countDown();

        assertThat(webhooks.attempts(delivered(webhook, State.WAITING).id())
                        .getFirst()
                        .failure()
                        .orElseThrow())
                .contains("no answer within");
    }

    /** What a name means is looked at where the connection is made, so a name that leads here is found out then. */
    @ParameterizedTest
    @CsvSource({"localhost", "localtest.invalid"})
    void name_thatLeadsIntoAPrivateNetwork_isNotCalled(String host) throws Exception {
        nodes.forEach(node -> node.dispatch().stop());
        webhooks = node(false, Duration.ofSeconds(5));
        URI url = URI.create(receiver.url().toString().replace("127.0.0.1", host));
        Webhook webhook = webhooks.make(
                app(), new Webhook.Draft("ours", url, Set.of(EventKind.TAG_PUSHED), Format.HUB, true), "ada");
        hub.clock().pass(Duration.ofSeconds(1));
        hub.image(APP, "linux", "arm64", "latest");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> webhooks.attempts(delivered(webhook, State.WAITING).id())
                                .size()
                        == 1);

        assertThat(webhooks.attempts(delivered(webhook, State.WAITING).id())
                        .getFirst()
                        .failure()
                        .orElseThrow())
                .containsAnyOf("private network", "not known");
        assertThat(receiver.isCalled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/x",
        "http://[::1]/x",
        "http://169.254.169.254/latest/meta-data",
        "ftp://example.org/x",
        "https:///x",
        "mailto:ada@example.org",
        "https://ada:secret@example.org/x",
        "https://example.org/x#part",
    })
    void make_withAnAddressThatMayNotBe_isRefused(String url) {
        Webhooks careful = node(false, Duration.ofSeconds(5));
        Webhook.Draft draft =
                new Webhook.Draft("ours", URI.create(url), Set.of(EventKind.TAG_PUSHED), Format.HUB, true);

        assertThatExceptionOfType(WebhookFailure.class).isThrownBy(() -> careful.make(app(), draft, "ada"));
    }

    @Test
    void nodes_together_callOnce() throws Exception {
        node(true, Duration.ofSeconds(5));
        node(true, Duration.ofSeconds(5));
        Webhook webhook = make(Format.HUB, EventKind.TAG_PUSHED);
        for (int i = 0; i < 20; i++) {
            hub.image(APP, "linux", "arch" + i, "tag" + i);
        }
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tags.add(receiver.take().json().path("push_data").path("tag").asString());
        }

        assertThat(tags).startsWith("tag0", "tag1").endsWith("tag19").doesNotHaveDuplicates();
        await().until(() -> webhooks.deliveries(webhook.id(), Long.MAX_VALUE, 50).stream()
                .allMatch(delivery -> delivery.state() == State.DELIVERED));
        assertThat(receiver.isCalled()).isFalse();
    }

    @Test
    void claim_ofANodeThatDied_endsByItself() throws Exception {
        nodes.forEach(node -> node.dispatch().stop());
        Webhook webhook = make(Format.HUB, EventKind.TAG_PUSHED);
        hub.image(APP, "linux", "arm64", "latest");
        Outbox outbox =
                new Outbox(hub.database(), hub.events(), new Messages(new TestFacts(), Optional.empty()), hub.clock());
        outbox.empty();
        assertThat(claim(webhook)).isPresent();
        assertThat(claim(webhook)).isEmpty();

        webhooks = node(true, Duration.ofSeconds(5));
        hub.clock().pass(Duration.ofSeconds(16));

        receiver.take();
        assertThat(delivered(webhook, State.DELIVERED).tries()).isEqualTo(2);
    }

    private Optional<Delivery> claim(Webhook webhook) {
        Instant now = hub.clock().instant();
        return hub.database()
                .write(transaction -> DeliveryStore.claim(transaction, webhook.id(), now, now.plusSeconds(15)));
    }

    @Test
    void test_andAgain_callAtOnce() throws Exception {
        Webhook webhook = make(Format.CLOUDEVENTS, EventKind.TAG_PUSHED);

        Delivery trial = webhooks.test(webhook, "ada");

        assertThat(receiver.take().json().path("type").asString()).isEqualTo("dev.berth.webhook.ping");
        assertThat(delivered(webhook, State.DELIVERED).id()).isEqualTo(trial.id());
        webhooks.again(webhook, trial);
        Receiver.Call again = receiver.take();
        assertThat(again.header("Berth-Event-Id")).isEqualTo(String.valueOf(trial.event()));
        assertThat(again.header("Berth-Delivery")).isNotEqualTo(String.valueOf(trial.id()));
    }
}
