package dev.berth.hub.http;

import static dev.berth.hub.TestHub.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.accounts.Caller;
import dev.berth.database.jobs.Job;
import dev.berth.hub.TestHub;
import dev.berth.hub.webhooks.Receiver;
import dev.berth.hub.webhooks.TestFacts;
import dev.berth.hub.webhooks.WebhookConfig;
import dev.berth.hub.webhooks.Webhooks;
import dev.berth.oci.RepositoryName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks are made, looked at and deleted by those who look after what they are about. */
class WebhookEndpointsTest {
    private static final String HOOKS = "/repositories/ada/app/-/webhooks";

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

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder, blobs);
        hub.image(APP, "linux", "amd64", "latest");
        hub.image(RepositoryName.parse("ada/other"), "linux", "amd64", "latest");
        receiver = new Receiver();
        webhooks = new Webhooks(
                hub.database(),
                hub.events(),
                new TestFacts(),
                WebhookConfig.usual(true, Optional.empty()),
                hub.clock());
        webhooks.dispatch().start(Job.unobserved());
        RepositoryDoor door = new RepositoryDoor(hub.registry().repositories());
        NamespaceDoor namespaces = new NamespaceDoor(WebhookEndpointsTest::standing);
        api = new TestApi(endpoints -> new WebhookEndpoints(webhooks, door, namespaces).addTo(endpoints));
    }

    private static Owners.Standing standing(Caller caller, String namespace) {
        return caller.name().equals("ada") && namespace.equals("acme")
                ? Owners.Standing.OWNER
                : Owners.Standing.STRANGER;
    }

    @AfterEach
    void close() {
        api.close();
        webhooks.dispatch().stop();
        receiver.close();
        hub.close();
    }

    private String draft() {
        return "{\"name\":\"ours\",\"url\":\"" + receiver.url()
                + "\",\"events\":[\"tag.pushed\"],\"format\":\"cloudevents\"}";
    }

    private String make(String path) throws Exception {
        return api.send("ada", "POST", path, draft()).json().path("id").asString();
    }

    @Test
    void make_tellsTheSecretOnce() throws Exception {
        TestApi.Answer made = api.send("ada", "POST", HOOKS, draft());

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("secret").asString())
                .startsWith("berth_whs_")
                .hasSizeGreaterThan(40);
        String one = HOOKS + "/" + made.json().path("id").asString();
        assertThat(api.get("ada", one).json().path("secret").isNull()).isTrue();
        assertThat(api.get("ada", HOOKS).items("secret")).containsExactly("");
        TestApi.Answer changed = api.send("ada", "PATCH", one, "{\"enabled\":false}");
        assertThat(changed.json().path("enabled").asBoolean()).isFalse();
        assertThat(changed.json().path("secret").isNull()).isTrue();
        assertThat(changed.json().path("events").path(0).asString()).isEqualTo("tag.pushed");
    }

    @ParameterizedTest
    @CsvSource({
        "bob,  GET,    '',             404",
        "'',   GET,    '',             401",
        "bob,  GET,    /ID,            404",
        "bob,  PATCH,  /ID,            404",
        "bob,  DELETE, /ID,            404",
        "bob,  POST,   /ID/test,       404",
        "bob,  GET,    /ID/deliveries, 404",
        "ada,  GET,    /0,             404",
        "ada,  GET,    /x,             404",
        "ada,  GET,    /ID/deliveries/0, 404",
        "ada,  POST,   /ID/deliveries/x/redeliver, 404",
        "root, GET,    /ID,            200",
    })
    void webhook_isForThoseWhoLookAfterIt(String as, String method, String path, int status) throws Exception {
        String id = make(HOOKS);

        assertThat(api.send(as, method, HOOKS + path.replace("ID", id), method.equals("PATCH") ? "{}" : "")
                        .status())
                .isEqualTo(status);
    }

    /** An id alone opens nothing: it has to be of the repository, and of the webhook, that the path names. */
    @Test
    void ids_ofAnotherPlace_areUnknown() throws Exception {
        String mine = make(HOOKS);
        String other = make("/repositories/ada/other/-/webhooks");
        String organisation = make("/orgs/acme/webhooks");
        String delivery = api.send("ada", "POST", HOOKS + "/" + mine + "/test", "")
                .json()
                .path("id")
                .asString();
        receiver.take();

        assertThat(api.get("ada", HOOKS + "/" + other).status()).isEqualTo(404);
        assertThat(api.get("ada", HOOKS + "/" + organisation).status()).isEqualTo(404);
        assertThat(api.get("ada", "/orgs/acme/webhooks/" + mine).status()).isEqualTo(404);
        assertThat(api.get("ada", "/orgs/acme/webhooks/" + organisation).status())
                .isEqualTo(200);
        String foreign = "/repositories/ada/other/-/webhooks/" + other + "/deliveries/" + delivery;
        assertThat(api.get("ada", foreign).status()).isEqualTo(404);
        assertThat(api.send("ada", "POST", foreign + "/redeliver", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"","url":"https://example.org","events":["tag.pushed"],"format":"hub"}        | name
            {"name":"x","url":"not an address","events":["tag.pushed"],"format":"hub"}            | url
            {"name":"x","url":"file:///etc/passwd","events":["tag.pushed"],"format":"hub"}        | url
            {"name":"x","url":"https://a:b@example.org","events":["tag.pushed"],"format":"hub"}   | url
            {"name":"x","url":"https://example.org","events":[],"format":"hub"}                   | events
            {"name":"x","url":"https://example.org","events":["tag.gone"],"format":"hub"}         | events
            {"name":"x","url":"https://example.org","events":["tag.deleted"],"format":"hub"}      | events
            {"name":"x","url":"https://example.org","events":["tag.pushed"],"format":"xml"}       | format
            {"name":"x","url":"https://example.org","events":["tag.pushed"],"format":"hub","secret":"mine"} | secret
            """)
    void make_ofWhatCannotBe_saysWhy(String body, String what) throws Exception {
        TestApi.Answer answer = api.send("ada", "POST", HOOKS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains(what);
    }

    @Test
    void delivery_showsWhatAReceiverAnsweredAsDataOnly() throws Exception {
        receiver.answers(500, "<script>alert(document.cookie)</script>");
        String one = HOOKS + "/" + make(HOOKS);
        hub.clock().pass(Duration.ofSeconds(1));
        hub.image(APP, "linux", "arm64", "v2");
        receiver.take();
        await().until(() ->
                api.get("ada", one + "/deliveries").items("attempts").size() == 1
                        && api.get("ada", one + "/deliveries").body().contains("\"attempts\":1"));
        String id = api.get("ada", one + "/deliveries").items("id").getFirst();
        await().until(() ->
                !api.get("ada", one + "/deliveries/" + id).json().path("tries").isEmpty());

        TestApi.Answer details = api.get("ada", one + "/deliveries/" + id);

        assertThat(details.header("Content-Type")).isEqualTo("application/json");
        assertThat(details.json().path("state").asString()).isEqualTo("waiting");
        assertThat(details.json().path("next_attempt_at").asString()).isNotEmpty();
        assertThat(details.json().path("request_body").asString()).contains("dev.berth.tag.pushed");
        assertThat(details.json().path("tries").path(0).path("response_body").asString())
                .isEqualTo("<script>alert(document.cookie)</script>");
        assertThat(details.body()).doesNotContain("berth_whs_");
    }

    @Test
    void delete_takesAllAlong() throws Exception {
        String one = HOOKS + "/" + make(HOOKS);
        api.send("ada", "POST", one + "/test", "");
        receiver.take();

        assertThat(api.send("ada", "DELETE", one, "").status()).isEqualTo(204);

        assertThat(api.get("ada", one + "/deliveries").status()).isEqualTo(404);
        assertThat(hub.events().ofRepository(hub.id(APP), Long.MAX_VALUE, 2))
                .extracting(happened -> happened.event().kind().name())
                .containsExactly("webhook.deleted", "webhook.created");
    }
}
