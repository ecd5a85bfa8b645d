package dev.berth.hub.http;

import static dev.berth.hub.TestHub.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Caller;
import dev.berth.accounts.Change;
import dev.berth.hub.AccountEvents;
import dev.berth.hub.EventLog;
import dev.berth.hub.TestHub;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may read what happened, and how. */
class EventEndpointsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestHub hub;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder, blobs);
        EventLog log = new EventLog(hub.database());
        api = new TestApi(endpoints -> {
            new ActivityEndpoints(log, new RepositoryDoor(hub.registry().repositories())).addTo(endpoints);
            new AuditEndpoints(log, new NamespaceDoor(EventEndpointsTest::standing)).addTo(endpoints);
        });
    }

    /** Of the organisation {@code acme}, ada is an owner and bob a member. */
    private static Owners.Standing standing(Caller caller, String namespace) {
        if (!namespace.equals("acme")) {
            return Owners.Standing.STRANGER;
        }
        return switch (caller.name()) {
            case "ada" -> Owners.Standing.OWNER;
            case "bob" -> Owners.Standing.ACQUAINTED;
            default -> Owners.Standing.STRANGER;
        };
    }

    @AfterEach
    void close() {
        api.close();
        hub.close();
    }

    private void change(Change change, String namespace, Map<String, Object> details) {
        hub.database().write(transaction -> {
            new AccountEvents(hub.events()).record(transaction, Optional.of("ada"), change, namespace, details);
            return true;
        });
    }

    @Test
    void activity_ofAPublicRepository_hidesFromStrangersWhoMayDoWhat() throws Exception {
        hub.image(APP, "linux", "amd64", "latest");
        hub.registry().repositories().setPublic(APP, true);
        change(Change.COLLABORATOR_SET, "ada", Map.of("repository", "ada/app", "username", "bob"));

        String path = "/repositories/ada/app/-/activity";

        assertThat(api.get("ada", path).items("kind"))
                .containsExactly("collaborator.set", "tag.pushed", "repository.created");
        assertThat(api.get("", path).items("kind")).containsExactly("tag.pushed", "repository.created");
        assertThat(api.get("bob", path + "?kind=collaborator").items("kind")).isEmpty();
        assertThat(api.get("bob", path + "?kind=tag&kind=collaborator").items("kind"))
                .containsExactly("tag.pushed");
    }

    @ParameterizedTest
    @CsvSource({
        "ada,  /repositories/ada/app/-/activity,  200",
        "root, /repositories/ada/app/-/activity,  200",
        "bob,  /repositories/ada/app/-/activity,  404",
        "'',   /repositories/ada/app/-/activity,  404",
        "ada,  /repositories/ada/none/-/activity, 404",
        "ada,  /orgs/acme/audit,                  200",
        "bob,  /orgs/acme/audit,                  403",
        "eve,  /orgs/acme/audit,                  404",
        "eve,  /orgs/acme/audit.csv,              404",
        "bob,  /orgs/acme/audit.json,             403",
        "'',   /orgs/acme/audit,                  401",
        "bob,  /user/audit,                       200",
        "bob,  /user/audit.csv,                   200",
        "'',   /user/audit,                       401",
        "'',   /user/audit.json,                  401",
        "root, /admin/audit,                      200",
        "ada,  /admin/audit,                      403",
        "ada,  /admin/audit.csv,                  403",
        "'',   /admin/audit.json,                 401",
    })
    void lists_answerWhoMayReadThem(String as, String path, int status) throws Exception {
        hub.image(APP, "linux", "amd64", "latest");

        assertThat(api.get(as, path).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"kind=Tag", "kind=%27", "from=yesterday", "to=2026-13-01", "after=x", "n=0", "n=101"})
    void lists_withWrongParameters_sayWhich(String query) throws Exception {
        TestApi.Answer answer = api.get("root", "/admin/audit?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).startsWith(query.split("=", 2)[0] + ":");
    }

    @Test
    void audit_ofAnOrganisation_holdsItsChanges() throws Exception {
        change(Change.TEAM_CREATED, "acme", Map.of("team", "dev"));
        change(Change.TEAM_CREATED, "other", Map.of("team", "dev"));

        TestApi.Answer answer = api.get("ada", "/orgs/acme/audit?kind=team&from=2026-05-04&actor=ada");

        assertThat(answer.items("namespace")).containsExactly("acme");
        assertThat(answer.json()
                        .path("items")
                        .path(0)
                        .path("detail")
                        .path("team")
                        .asString())
                .isEqualTo("dev");
        assertThat(answer.json().path("next").isNull()).isTrue();
    }

    @Test
    void audit_ofAnAccount_holdsWhatHappenedToItAlone() throws Exception {
        change(Change.PASSWORD_CHANGED, "bob", Map.of());
        change(Change.PASSWORD_CHANGED, "eve", Map.of());
        change(Change.SETTINGS_CHANGED, "", Map.of("sign_up", Map.of("before", "open", "after", "closed")));

        assertThat(api.get("bob", "/user/audit?kind=account").items("namespace"))
                .containsExactly("bob");
        assertThat(api.get("root", "/admin/audit").items("kind"))
                .containsExactly("settings.changed", "account.password_changed", "account.password_changed");
    }

    @Test
    void export_asCsv_quotesWhatItHasTo() throws Exception {
        change(Change.TEAM_CHANGED, "acme", Map.of("name", "=1+1, \"quoted\"\nand more"));

        TestApi.Answer answer = api.get("ada", "/orgs/acme/audit.csv");

        assertThat(answer.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"audit.csv\"");
        assertThat(answer.body().split("\r\n"))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("id,at,kind,actor"),
                        line -> assertThat(line)
                                .contains(",2026-05-04T12:00:00Z,team.changed,ada,acme,,,,,")
                                .endsWith("\"{\"\"name\"\":\"\"=1+1, \\\"\"quoted\\\"\"\\nand more\"\"}\""));
        assertThat(EventExport.field("=cmd")).isEqualTo("'=cmd");
    }

    @Test
    void export_ofMany_isWholeAndALineEach() throws Exception {
        hub.database().write(transaction -> {
            AccountEvents trail = new AccountEvents(hub.events());
            for (int i = 0; i < 1234; i++) {
                trail.record(transaction, Optional.of("ada"), Change.TEAM_CREATED, "acme", Map.of("number", i));
            }
            return true;
        });

        TestApi.Answer answer = api.get("root", "/admin/audit.json");

        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.body().lines()).hasSize(1234).first().asString().contains("\"number\":1233");
    }
}
