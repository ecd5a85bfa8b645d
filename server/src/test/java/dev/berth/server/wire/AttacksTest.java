package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import dev.berth.server.wire.RightsTable.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Attacks that are the same at every endpoint, tried at every endpoint; the others are with what they are aimed at. */
class AttacksTest {
    private static final String EVIL = "http://evil.example";

    /** What leads to an account: whoever is signed in is a stranger there, so a session's token is not asked for. */
    private static final List<String> OF_STRANGERS = List.of(
            "/api/v1/session",
            "/api/v1/email/verify",
            "/api/v1/password/forgot",
            "/api/v1/password/reset",
            "/api/v1/webhook-callbacks/none");

    private static final String INDEX_AS_PAGE =
            "{\"schemaVersion\":2,\"manifests\":[],\"x\":\"<script>alert(1)</script>\"}";

    private static final byte[] SECRET_CONTENT = "a secret".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = Digest.of(SECRET_CONTENT).toString();

    /**
     * What Stan tries below what is his own, with ids of what is not; {@code HIS} is a webhook of his, {@code SECRET} a blob that
     * only {@code acme/app} has.
     */
    private static final String FOREIGN_IDS = """
            GET    /api/v1/repositories/stan/own/-/webhooks/{webhook}
            PATCH  /api/v1/repositories/stan/own/-/webhooks/{webhook} {}
            DELETE /api/v1/repositories/stan/own/-/webhooks/{webhook}
            POST   /api/v1/repositories/stan/own/-/webhooks/{webhook}/test
            GET    /api/v1/repositories/stan/own/-/webhooks/{webhook}/deliveries
            GET    /api/v1/repositories/stan/own/-/webhooks/{webhook}/deliveries/{delivery}
            POST   /api/v1/repositories/stan/own/-/webhooks/{webhook}/deliveries/{delivery}/redeliver
            GET    /api/v1/repositories/stan/own/-/webhooks/HIS/deliveries/{delivery}
            POST   /api/v1/repositories/stan/own/-/webhooks/HIS/deliveries/{delivery}/redeliver
            GET    /api/v1/orgs/stans/webhooks/{orghook}
            PATCH  /api/v1/orgs/stans/webhooks/{orghook} {}
            DELETE /api/v1/orgs/stans/webhooks/{orghook}
            POST   /api/v1/orgs/stans/webhooks/{orghook}/test
            GET    /api/v1/orgs/stans/webhooks/{orghook}/deliveries
            GET    /api/v1/orgs/stans/webhooks/{orghook}/deliveries/{orgdelivery}
            POST   /api/v1/orgs/stans/webhooks/{orghook}/deliveries/{orgdelivery}/redeliver
            GET    /api/v1/orgs/stans/robots/{robot}
            PATCH  /api/v1/orgs/stans/robots/{robot} {}
            DELETE /api/v1/orgs/stans/robots/{robot}
            DELETE /api/v1/orgs/stans/invitations/{invitation}
            POST   /api/v1/invitations/{invitation}/accept
            POST   /api/v1/invitations/{invitation}/decline
            GET    /api/v1/orgs/stans/teams/of-rita
            PATCH  /api/v1/orgs/stans/teams/of-rita {}
            DELETE /api/v1/orgs/stans/teams/of-rita
            PUT    /api/v1/orgs/stans/teams/of-rita/members/stan
            DELETE /api/v1/orgs/stans/teams/of-rita/members/rita
            PUT    /api/v1/orgs/stans/teams/of-rita/repositories/stans/app {'role':'admin'}
            GET    /api/v1/tokens/{token}
            PATCH  /api/v1/tokens/{token} {}
            DELETE /api/v1/tokens/{token}
            DELETE /api/v1/sessions/{session}
            GET    /api/v1/repositories/stan/own/-/manifests/{digest}
            POST   /api/v1/repositories/stan/own/-/tags/latest/rollback {'digest':'{digest}'}
            GET    /api/v1/repositories/stan/own/-/compare?from=latest&to={digest}
            GET    /v2/stan/own/manifests/{digest}
            GET    /v2/stan/own/blobs/SECRET
            GET    /v2/stan/own/blobs/uploads/{uploadapp}
            PATCH  /v2/stan/own/blobs/uploads/{uploadapp}
            PUT    /v2/stan/own/blobs/uploads/{uploadapp}?digest={none}
            DELETE /v2/stan/own/blobs/uploads/{uploadapp}
            """;

    private static RunningBerth berth;
    private static Cast cast;
    private static Props props;

    @BeforeAll
    static void start() {
        berth = RunningBerth.guarded(Cast.PASSWORD);
        cast = new Cast(berth.wire());
        props = new Props(cast);
        Document image = Document.image();
        cast.as("stan", "PUT", "/v2/stan/own/manifests/latest")
                .with("Content-Type", image.type())
                .sending(image.bytes())
                .answers(201);
        cast.as("otto", "POST", "/v2/acme/app/blobs/uploads/?digest=" + SECRET)
                .sending(SECRET_CONTENT)
                .answers(201);
    }

    @AfterAll
    static void stop() {
        berth.close();
    }

    private static Stream<Row> changes() {
        return RightsTable.read().rows().stream()
                .filter(row ->
                        row.target().startsWith("/api/v1/") && !row.method().equals("GET"));
    }

    private static Ask ask(Row row, UnaryOperator<Ask> way, String origin) {
        Ask ask = way.apply(berth.wire().ask(row.method(), props.fill(row.target())));
        Ask whole = origin.isEmpty() ? ask : ask.with("Origin", origin);
        return row.body().isEmpty()
                ? whole
                : whole.with("Content-Type", "application/json").sending(props.fill(row.body()));
    }

    /** A page of another site can make a browser send the cookie, but neither read the session's token nor hide its origin. */
    @TestFactory
    Stream<DynamicTest> change_ledByAnotherSite_isRefused() {
        Cast.Browser otto = cast.browser("otto");
        return changes()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    ask(row, otto::withCookieAlone, EVIL).answers(403);
                    ask(row, otto::with, EVIL).answers(403);
                    boolean ofStrangers = row.method().equals("POST") && OF_STRANGERS.contains(row.target());
                    if (!ofStrangers) {
                        ask(row, otto::withCookieAlone, "").answers(403);
                    }
                }));
    }

    /** Mass assignment: what is no field of a request is refused, and not passed on to something that has one of this name. */
    @TestFactory
    Stream<DynamicTest> body_withAFieldThatIsNotThere_isRefused() {
        return changes()
                .filter(row -> !row.body().isEmpty())
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    for (String field : List.of("is_administrator", "owner_id", "__proto__")) {
                        String rest = row.body().substring(1);
                        String body = "{\"" + field + "\":true" + (rest.equals("}") ? "" : ",") + rest;
                        Answer answer = cast.as("admin", row.method(), props.fill(row.target()))
                                .sending(props.fill(body))
                                .answers(400);
                        assertThat(answer.json().path("detail").asString())
                                .startsWith("there is no field '" + field + "' here");
                    }
                }));
    }

    /** An id opens nothing by itself: it has to be of the place that the path names, and that place the caller's. */
    @TestFactory
    Stream<DynamicTest> id_ofSomebodyElse_isUnknown() {
        String his = cast.as("stan", "POST", "/api/v1/repositories/stan/own/-/webhooks")
                .sending(Cast.json(
                        "{'name':'own','url':'https://hook.invalid/','events':['tag.pushed'],'format':'hub'}"))
                .answers(201)
                .json()
                .path("id")
                .asString();
        return FOREIGN_IDS
                .lines()
                .map(line -> line.replace("HIS", his).replace("SECRET", SECRET))
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    String[] words = line.split(" +", 3);
                    // The administrator may do all that is done here, and finds nothing either.
                    for (String who : List.of("stan", "admin")) {
                        Ask ask = cast.as(who, words[0], props.fill(words[1]));
                        (words.length < 3 ? ask : ask.sending(props.fill(Cast.json(words[2])))).answers(404);
                    }
                }));
    }

    @Test
    void mount_ofABlobThatOneMayNotPull_isAnUploadLikeOthers() {
        for (String from : List.of("&from=acme/app", "")) {
            cast.as("stan", "POST", "/v2/stan/own/blobs/uploads/?mount=" + SECRET + from)
                    .answers(202);
        }
        cast.as("stan", "GET", "/v2/stan/own/blobs/" + SECRET).answers(404);
    }

    /** Whoever may push must not put a page on this host, which would act for whoever looks at it. */
    @Test
    void content_thatIsAPage_isShownByNoBrowser() {
        String page = "<!doctype html><script>alert(1)</script>";
        cast.as("stan", "PUT", "/v2/stan/own/manifests/page")
                .with("Content-Type", "text/html")
                .sending(INDEX_AS_PAGE)
                .fails(400, "MANIFEST_INVALID");
        String blob = "/v2/stan/own/blobs/";
        String digest = Digest.of(page.getBytes(StandardCharsets.UTF_8)).toString();
        cast.as("stan", "POST", blob + "uploads/?digest=" + digest)
                .with("Content-Type", "text/html")
                .sending(page)
                .answers(201);
        cast.as("stan", "GET", blob + digest)
                .with("Accept", "text/html")
                .answers(200)
                .has("Content-Type", "application/octet-stream");
    }
}
