package dev.berth.e2e.hub;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.Mailbox;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * A Berth that people have worked with for a while: repositories with many tags, an organisation with teams, robots,
 * webhooks, and things that went wrong.
 */
final class Town {
    static final String APP = "anna/app";
    static final String LONG =
            "anna/tools/a-name-that-is-longer-than-most-telephones-are-wide-and-has-no-place-to-break";
    static final String NEWEST = "1.12.0";
    private static final List<String> VERSIONS =
            List.of("1.0.0", "1.1.0", "1.2.0", "1.9.0", "1.10.0", "1.11.0", "1.12.0-rc.1", NEWEST);

    private final Mailbox mailbox;
    private final Wire stranger;
    private final Wire admin;
    private Wire anna;
    private Image newest;
    private String invitation = "";

    private Town(URI server, Mailbox mailbox) {
        this.mailbox = mailbox;
        this.stranger = Wire.anonymous(server);
        this.admin = stranger.as("admin", Start.ADMIN_PASSWORD);
        this.anna = stranger;
        this.newest = SampleImages.multi(NEWEST);
    }

    /** Fills the server, whose mail goes to this mailbox; one of its webhooks tells the receiver, the other nobody. */
    static Town build(URI server, Mailbox mailbox, URI receiver) throws IOException {
        var town = new Town(server, mailbox);
        town.people();
        town.repositories();
        town.organisation();
        town.webhooks(receiver);
        town.tokens();
        return town;
    }

    /** The digest of the newest image, which is of several platforms. */
    String digest() {
        return newest.digest();
    }

    /** What an invitation into the organisation says in its link. */
    String invitation() {
        return invitation;
    }

    private void people() throws IOException {
        anna = person("anna");
        person("bruno");
        person("clara");
        change(anna, "/api/v1/user", """
                {"display_name":"Anna Lindqvist","bio":"Builds small images for small boats.",\
                "location":"Karlskrona","website":"https://example.org/anna"}\
                """);
    }

    private Wire person(String name) throws IOException {
        User user = User.signUp(stranger, name);
        String code = mailbox.link(name + "@example.org", "/verify").getQuery().replace("code=", "");
        stranger.json("POST", "/api/v1/email/verify", "{\"code\":\"" + code + "\"}")
                .expect(204);
        return stranger.as(user.name(), user.password());
    }

    private void repositories() throws IOException {
        for (String version : VERSIONS) {
            SampleImages.push(anna, APP, version, SampleImages.multi(version));
        }
        SampleImages.push(anna, APP, "edge", SampleImages.single("edge", "amd64"));
        SampleImages.push(anna, APP, "latest", SampleImages.multi("1.11.0"));
        SampleImages.push(anna, APP, "latest", newest);
        SampleImages.push(anna, APP, "1", newest);
        attach("application/vnd.dev.cosign.artifact.sig.v1+json");
        attach("application/spdx+json");
        describe(APP, "The harbour's booking service: berths, tides and who may moor where", README, "web_servers");
        for (int pull = 0; pull < 7; pull++) {
            stranger.manifest(APP, pull % 2 == 0 ? NEWEST : "edge").expect(200);
        }
        person("dmitri")
                .json("PUT", "/api/v1/repositories/" + APP + "/-/star", "")
                .expect(204);

        create("anna/dotfiles", "private", "");
        create(
                LONG,
                "public",
                "A description of one hundred characters, which is as many as there may be, to see where it breaks");
        SampleImages.push(
                anna,
                LONG,
                "sha-9f2c1e7a4b6d8f00a1b2c3d4e5f60718293a4b5c-build.20260504.091233.linux-amd64-musl-static",
                SampleImages.single("long", "amd64"));
        create("anna/tides", "public", "Tide tables of the Baltic, as a web service");
        SampleImages.push(anna, "anna/tides", "2026", SampleImages.single("2026", "arm64"));
        change(anna, "/api/v1/repositories/anna/tides", "{\"archived\":true}");
        SampleImages.push(admin, "library/busybox", "latest", SampleImages.multi("busybox"));
        describe(admin, "library/busybox", "Many small tools in one", "Made by hand.", "operating_systems");
        give("/api/v1/repositories/" + APP + "/-/collaborators/bruno", "{\"role\":\"write\"}");
    }

    private void attach(String artifactType) throws IOException {
        Image about = SampleImages.about(newest, artifactType);
        SampleImages.push(anna, APP, about.digest(), about);
    }

    private void create(String name, String visibility, String description) throws IOException {
        make(anna, "/api/v1/repositories", """
                {"name":"%s","visibility":"%s","description":"%s"}\
                """.formatted(name, visibility, description));
    }

    private void describe(String name, String description, String readme, String category) throws IOException {
        describe(anna, name, description, readme, category);
    }

    private static void describe(Wire who, String name, String description, String readme, String category)
            throws IOException {
        change(who, "/api/v1/repositories/" + name, """
                {"description":"%s","readme":"%s","categories":["%s"],"visibility":"public","confirm":"%s"}\
                """.formatted(
                        description, readme.replace("\n", "\\n").replace("\"", "\\\""), category, name));
    }

    private void organisation() throws IOException {
        make(anna, "/api/v1/orgs", "{\"name\":\"harbour\",\"display_name\":\"Harbour Works\"}");
        SampleImages.push(anna, "harbour/api", "v3", SampleImages.multi("api"));
        SampleImages.push(anna, "harbour/web", "v8", SampleImages.single("web", "amd64"));
        make(
                anna,
                "/api/v1/orgs/harbour/teams",
                "{\"name\":\"builders\",\"description\":\"Who push from their desks\"}");
        make(anna, "/api/v1/orgs/harbour/teams", "{\"name\":\"readers\"}");
        give("/api/v1/orgs/harbour/teams/builders/repositories/harbour/*", "{\"role\":\"write\"}");
        give("/api/v1/orgs/harbour/teams/builders/repositories/harbour/api", "{\"role\":\"admin\"}");
        Answer invited =
                make(anna, "/api/v1/orgs/harbour/invitations", "{\"username\":\"bruno\",\"team\":\"builders\"}");
        Wire bruno = stranger.as("bruno", User.PASS_PHRASE + "bruno");
        bruno.json("POST", "/api/v1/invitations/" + invited.json().get("code").asString() + "/accept", "")
                .expect(200);
        SampleImages.push(bruno, "harbour/api", "v4", SampleImages.multi("api4"));
        make(anna, "/api/v1/orgs/harbour/invitations", "{\"username\":\"clara\",\"team\":\"readers\"}");
        Answer mailed = make(anna, "/api/v1/orgs/harbour/invitations", "{\"email\":\"new@example.org\"}");
        invitation = mailed.json().get("code").asString();
        make(anna, "/api/v1/orgs/harbour/robots", """
                {"label":"ci","repositories":[{"name":"harbour/*","scopes":["read","write"]}]}\
                """);
        make(anna, "/api/v1/orgs/harbour/robots", """
                {"label":"deploy","repositories":[{"name":"harbour/api","scopes":["read"]}],\
                "expires_at":"2100-01-01T00:00:00Z"}\
                """);
    }

    private void webhooks(URI receiver) throws IOException {
        String everything = "[\"tag.pushed\",\"tag.deleted\",\"repository.changed\"]";
        for (String place : List.of("/api/v1/repositories/" + APP + "/-/webhooks", "/api/v1/orgs/harbour/webhooks")) {
            Answer made = make(anna, place, webhook("deploy", receiver.toString(), "[\"tag.pushed\"]", "hub"));
            make(anna, place, webhook("chat", "http://127.0.0.1:9/nobody", everything, "cloudevents"));
            String id = made.json().get("id").asString();
            anna.json("POST", place + "/" + id + "/test", "");
        }
        SampleImages.push(anna, APP, "edge", SampleImages.single("edge2", "amd64"));
        SampleImages.push(anna, "harbour/web", "v9", SampleImages.single("web9", "amd64"));
    }

    private static String webhook(String name, String url, String events, String format) {
        return "{\"name\":\"%s\",\"url\":\"%s\",\"events\":%s,\"format\":\"%s\",\"enabled\":true}"
                .formatted(name, url, events, format);
    }

    private void tokens() throws IOException {
        make(anna, "/api/v1/tokens", "{\"label\":\"laptop\",\"scopes\":[\"read\",\"write\",\"delete\"]}");
        make(anna, "/api/v1/tokens", """
                {"label":"CI of app","scopes":["read","write"],"expires_at":"2100-01-01T00:00:00Z",\
                "repositories":[{"name":"anna/app","scopes":["read","write"]},{"name":"harbour/*","scopes":["read"]}]}\
                """);
    }

    private static Answer make(Wire who, String path, String body) throws IOException {
        return who.json("POST", path, body).expect(201);
    }

    private static void change(Wire who, String path, String body) throws IOException {
        who.json("PATCH", path, body).expect(200);
    }

    private void give(String path, String body) throws IOException {
        Answer answer = anna.json("PUT", path, body);
        if (answer.failed()) {
            throw new AssertionError(answer.toString());
        }
    }

    private static final String README = """
            # Booking

            The service that knows **which berth is free**, made for harbours of up to 400 berths. It speaks plain HTTP
            on port `8080` and keeps everything in one file.

            ## Run it

            ```sh
            docker run --detach --name booking --publish 8080:8080 --volume booking:/data --env BOOKING_HARBOUR=karlskrona anna/app:1.12.0
            ```

            ## Settings

            | variable | what it does | default |
            |---|---|---|
            | `BOOKING_HARBOUR` | the harbour that is shown first | none |
            | `BOOKING_LANGUAGES` | the languages that guests may choose from, the first is for all others | `sv,en,de` |
            | `BOOKING_LOG` | how much is said: `error`, `info` or `debug` | `info` |

            ## Versions

            1. `latest` is the newest release.
            2. `edge` is what was merged last, and **may break**.
            3. Numbers stay: `1.12.0` never moves.

            > Upgrades from 0.x need a [new file format](https://example.org/upgrade) first.

            - [x] arm64
            - [ ] Windows
            """;
}
