package dev.berth.hub.http;

import static dev.berth.hub.TestHub.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.database.jobs.Job;
import dev.berth.hub.EventKind;
import dev.berth.hub.TestHub;
import dev.berth.hub.webhooks.Format;
import dev.berth.hub.webhooks.Receiver;
import dev.berth.hub.webhooks.Subject;
import dev.berth.hub.webhooks.TestFacts;
import dev.berth.hub.webhooks.Webhook;
import dev.berth.hub.webhooks.WebhookConfig;
import dev.berth.hub.webhooks.Webhooks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Receivers say how they went on with what they were sent. */
class CallbackEndpointTest {
    private static final String SITE = "https://berth.example/api/v1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestHub hub;

    @SuppressWarnings("NullAway.Init")
    private Receiver receiver;

    @SuppressWarnings("NullAway.Init")
    private Webhooks webhooks;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @SuppressWarnings("NullAway.Init")
    private Webhook webhook;

    /** Where the receiver calls back. */
    private String path = "";

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder, blobs);
        hub.image(APP, "linux", "amd64", "before");
        receiver = new Receiver();
        webhooks = new Webhooks(
                hub.database(),
                hub.events(),
                new TestFacts(),
                WebhookConfig.usual(true, Optional.of(URI.create("https://berth.example/"))),
                hub.clock());
        webhooks.dispatch().start(Job.unobserved());
        RepositoryDoor door = new RepositoryDoor(hub.registry().repositories());
        NamespaceDoor namespaces = new NamespaceDoor((caller, name) -> Owners.Standing.STRANGER);
        api = new TestApi(endpoints -> new WebhookEndpoints(webhooks, door, namespaces).addTo(endpoints));
        webhook = webhooks.make(
                new Subject.OfRepository(hub.id(APP)),
                new Webhook.Draft("ours", receiver.url(), Set.of(EventKind.TAG_PUSHED), Format.HUB, true),
                "ada");
        hub.clock().pass(Duration.ofSeconds(1));
        hub.image(APP, "linux", "arm64", "latest");
        String url = receiver.take().json().path("callback_url").asString();
        assertThat(url).startsWith(SITE);
        path = url.substring(SITE.length());
    }

    @AfterEach
    void close() {
        api.close();
        webhooks.dispatch().stop();
        receiver.close();
        hub.close();
    }

    private int callBack(String json) throws Exception {
        return api.send("", "POST", path, json.replace('\'', '"')).status();
    }

    /** What the delivery's page tells. */
    private JsonNode callbacks() throws Exception {
        String log = "/repositories/ada/app/-/webhooks/" + webhook.id() + "/deliveries";
        String delivery =
                api.get("ada", log).json().path("items").path(0).path("id").asString();
        return api.get("ada", log + "/" + delivery).json().path("callbacks");
    }

    @Test
    void callback_isShownWithTheDelivery_theLastOfEachContext() throws Exception {
        assertThat(callBack("{'state':'failure','context':'ci','description':'no tests'}"))
                .isEqualTo(204);
        assertThat(callBack("{'state':'success'}")).isEqualTo(204);
        assertThat(callBack("{'state':'success','context':'ci','target_url':'https://ci.example/1'}"))
                .isEqualTo(204);

        JsonNode callbacks = callbacks();
        assertThat(callbacks).hasSize(2);
        assertThat(callbacks.path(0).path("state").asString()).isEqualTo("success");
        assertThat(callbacks.path(0).path("context").asString()).isEmpty();
        assertThat(callbacks.path(1).path("state").asString()).isEqualTo("success");
        assertThat(callbacks.path(1).path("description").asString()).isEmpty();
        assertThat(callbacks.path(1).path("target_url").asString()).isEqualTo("https://ci.example/1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'state':'fine'}
            {'description':'no state'}
            {'state':'success','target_url':'javascript:alert(1)'}
            {'state':'success','target_url':'ci.example/1'}
            """)
    void callback_ofAnotherForm_isRefused(String json) throws Exception {
        assertThat(callBack(json)).isEqualTo(400);
        assertThat(callbacks()).isEmpty();
    }

    @Test
    void callback_ofTooManyContexts_isRefused() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(callBack("{'state':'error','context':'" + i + "'}")).isEqualTo(204);
        }

        assertThat(callBack("{'state':'error','context':'one more'}")).isEqualTo(400);
        assertThat(callBack("{'state':'success','context':'7'}")).isEqualTo(204);
    }

    @Test
    void callback_byAnAddressThatWasNotSent_isNoneOfOurs() throws Exception {
        String right = path;
        for (String wrong : new String[] {
            right.substring(0, right.length() - 1) + (right.endsWith("0") ? "1" : "0"),
            right.substring(0, right.lastIndexOf('.')),
            right.replaceFirst("\\.\\d+\\.", ".1."),
            right.replaceFirst("\\.\\d+\\.", ".9999999999999999999."),
            "/webhook-callbacks/x",
        }) {
            path = wrong;
            assertThat(callBack("{'state':'success'}")).as(wrong).isEqualTo(404);
        }
    }

    @Test
    void callback_afterTheWebhookIsGone_isNoneOfOurs() throws Exception {
        webhooks.delete(webhook.subject(), webhook.id(), "ada");

        assertThat(callBack("{'state':'success'}")).isEqualTo(404);
    }
}
