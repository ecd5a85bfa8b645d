package dev.berth.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.Upload;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.WebhookReceiver;
import dev.berth.e2e.harness.WebhookReceiver.Call;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The server is killed after a push was acknowledged, and before the webhook has answered: it is called after all. */
@ExtendWith(ServerLogs.class)
class WebhookCrashTest {
    private static final List<String> TAGS = List.of("1", "1.2", "latest");

    /** What a killed server had begun to send is another's after half a minute; a failure is tried again after ten seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private WebhookReceiver receiver;
    private Start start;

    @BeforeEach
    void open() throws IOException {
        receiver = new WebhookReceiver();
        start = Start.on(folder.resolve("data")).env("BERTH_WEBHOOKS_PRIVATE_NETWORKS", "true");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void kill_betweenPushAndDelivery_isDeliveredAfterTheRestart() throws IOException {
        User user;
        JsonNode webhook;
        RunningBerth first = RunningBerth.start(start);
        try {
            Wire stranger = Wire.anonymous(first.uri());
            user = User.signUp(stranger, "caller");
            Wire wire = stranger.as(user.name(), user.password());
            // The first tag makes the repository, before there is a webhook.
            push(wire, user.name() + "/app", "first");
            webhook = makeWebhook(wire, user.name() + "/app");
            receiver.answers(call -> WebhookReceiver.SILENCE);
            for (String tag : TAGS) {
                push(wire, user.name() + "/app", tag);
            }
        } finally {
            first.kill();
        }
        Set<String> seenBefore = receiver.calls().stream().map(Call::event).collect(Collectors.toSet());

        Set<String> failedOnce = ConcurrentHashMap.newKeySet();
        receiver.answers(call -> failedOnce.add(call.event()) ? 500 : 204);
        try (RunningBerth second = RunningBerth.start(start)) {
            await().atMost(PATIENCE).until(() -> tags(receiver.taken()).containsAll(TAGS));

            String secret = webhook.get("secret").asString();
            assertThat(receiver.calls()).allMatch(call -> call.isSignedWith(secret));
            assertThat(tags(receiver.taken())).doesNotHaveDuplicates();
            Map<String, Set<String>> eventsOfTags = receiver.calls().stream()
                    .collect(Collectors.groupingBy(
                            WebhookCrashTest::tag, Collectors.mapping(Call::event, Collectors.toSet())));
            assertThat(eventsOfTags.keySet()).containsExactlyInAnyOrderElementsOf(TAGS);
            assertThat(eventsOfTags.values()).allMatch(events -> events.size() == 1);
            assertThat(failedOnce).containsAll(seenBefore);

            Wire wire = Wire.anonymous(second.uri()).as(user.name(), user.password());
            await().atMost(PATIENCE).until(() -> states(wire, user, webhook).equals(List.of("delivered")));
        }
    }

    private static void push(Wire wire, String repository, String tag) throws IOException {
        Blob config = Blob.of("{\"os\":\"linux\",\"architecture\":\"arm64\",\"tag\":\"" + tag + "\"}");
        Image image = Image.of(config, List.of());
        wire.push(repository, config, Upload.SINGLE_POST).expect(201);
        wire.putManifest(repository, tag, image).expect(201);
    }

    private JsonNode makeWebhook(Wire wire, String repository) throws IOException {
        String draft = "{\"name\":\"ours\",\"url\":\"%s\",\"events\":[\"tag.pushed\"],\"format\":\"hub\"}"
                .formatted(receiver.uri());
        return wire.json("POST", "/api/v1/repositories/" + repository + "/-/webhooks", draft)
                .expect(201)
                .json();
    }

    /** In which states the deliveries of the webhook are, each once. */
    private static List<String> states(Wire wire, User user, JsonNode webhook) throws IOException {
        Answer log = wire.get("/api/v1/repositories/" + user.name() + "/app/-/webhooks/"
                        + webhook.get("id").asString() + "/deliveries")
                .expect(200);
        return log.json()
                .get("items")
                .valueStream()
                .map(delivery -> delivery.get("state").asString())
                .distinct()
                .toList();
    }

    private static List<String> tags(List<Call> calls) {
        return calls.stream().map(WebhookCrashTest::tag).toList();
    }

    private static String tag(Call call) {
        return call.json().at("/push_data/tag").asString();
    }
}
