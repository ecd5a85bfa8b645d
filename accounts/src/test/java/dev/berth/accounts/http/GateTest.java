package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.TestAccounts;
import dev.berth.accounts.TokenScope;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gate answers, over the wire: who passes, and what the others are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {
    private TestAccounts accounts;
    private TestServer server;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        accounts = TestAccounts.in(folder);
        server = new TestServer(accounts);
    }

    @AfterAll
    void close() throws Exception {
        server.close();
        accounts.close();
    }

    private Client as(String who) throws Exception {
        return switch (who) {
            case "nobody" -> server.client();
            case "read", "write", "delete" ->
                server.client()
                        .basic(
                                "anna",
                                personalToken(EnumSet.of(TokenScope.named(who).orElseThrow())));
            default -> server.client().basic(who, TestAccounts.PASSWORD);
        };
    }

    private String personalToken(Set<TokenScope> scopes) {
        return accounts.accounts()
                .personalTokens()
                .create(accounts.account("anna"), "test", scopes, Optional.empty())
                .secret();
    }

    private String fill(String expected) {
        return expected.replace("HOST", server.host()).replace('`', '"');
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, pull,   anna/private, 401, anna/private needs a login: docker login HOST",
        "nobody, pull,   anna/missing, 401, anna/missing needs a login: docker login HOST",
        "nobody, pull,   anna/public,  200, ",
        "nobody, push,   anna/public,  401, pushing to anna/public needs a login: docker login HOST",
        "nobody, delete, anna/public,  401, deleting from anna/public needs a login: docker login HOST",
        "bert,   pull,   anna/private, 403, 'bert has no access to anna/private, or there is no such repository'",
        "bert,   pull,   anna/missing, 403, 'bert has no access to anna/missing, or there is no such repository'",
        "bert,   pull,   anna/public,  200, ",
        "bert,   push,   anna/public,  403, bert may not push to anna/public",
        "bert,   delete, anna/public,  403, bert may not delete from anna/public",
        "bert,   push,   bert/new,     200, ",
        "bert,   push,   library/new,  403, bert may not push to library/new",
        "bert,   push,   new,          403, bert may not push to library/new",
        "anna,   pull,   anna/private, 200, ",
        "anna,   delete, anna/private, 200, ",
        "admin,  push,   new,          200, ",
        "admin,  delete, anna/private, 200, ",
        "read,   pull,   anna/private, 200, ",
        "read,   push,   anna/private, 403, the personal token of anna has no scope to push",
        "write,  push,   anna/private, 200, ",
        "write,  delete, anna/private, 403, the personal token of anna has no scope to delete",
        "delete, delete, anna/private, 200, ",
        "delete, pull,   anna/private, 403, the personal token of anna has no scope to pull",
        "delete, pull,   anna/public,  200, ",
    })
    void require_direct(String who, String operation, String repository, int status, String message) throws Exception {
        Client.Answer answer = as(who).get("/v2/" + repository + "/" + operation);

        assertThat(answer.status()).isEqualTo(status);
        if (status != 200) {
            assertThat(answer.message()).isEqualTo(fill(message));
            assertThat(answer.code()).isEqualTo(status == 401 ? "UNAUTHORIZED" : "DENIED");
            assertThat(answer.refusal()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, repository:anna/public:pull,         pull,   anna/public,  200, ",
        "nobody, repository:anna/private:pull,        pull,   anna/private, 401, anna/private needs a login: docker login HOST",
        "nobody, '',                                  pull,   anna/public,  200, ",
        "nobody, repository:anna/private:pull&push,   push,   anna/private, 401, pushing to anna/private needs a login: docker login HOST",
        "anna,   repository:anna/private:pull,        pull,   anna/private, 200, ",
        "anna,   repository:anna/private:pull,        push,   anna/private, 401, the token of anna does not cover anna/private: ask the token server for one that does",
        "anna,   repository:anna/private:*,           delete, anna/private, 200, ",
        "anna,   repository:anna/other:*,             pull,   anna/private, 401, the token of anna does not cover anna/private: ask the token server for one that does",
        "bert,   repository:anna/private:pull&push,   pull,   anna/private, 401, 'bert has no access to anna/private, or there is no such repository'",
        "bert,   repository:anna/missing:pull&push,   pull,   anna/missing, 401, 'bert has no access to anna/missing, or there is no such repository'",
        "bert,   repository:anna/private:pull&push,   push,   anna/private, 401, bert may not push to anna/private",
        "admin,  repository:new:push,                 push,   library/new,  200, ",
        "read,   repository:anna/private:*,           pull,   anna/private, 200, ",
        "read,   repository:anna/private:*,           push,   anna/private, 401, the personal token of anna has no scope to push",
        "write,  repository:anna/private:*,           push,   anna/private, 200, ",
        "write,  repository:anna/private:*,           delete, anna/private, 401, the personal token of anna has no scope to delete",
    })
    void require_withToken(String who, String scope, String operation, String repository, int status, String message)
            throws Exception {
        Client.Answer answer = as(who).token(scope.replace('&', ',')).get("/v2/" + repository + "/" + operation);

        assertThat(answer.status()).isEqualTo(status);
        if (status != 200) {
            assertThat(answer.message()).isEqualTo(fill(message));
            assertThat(answer.challenge()).contains("error=\"insufficient_scope\"", fill(message));
            assertThat(answer.refusal()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/,                    Bearer realm=`http://HOST/token`|service=`berth`",
        "/v2/_catalog,            Bearer realm=`http://HOST/token`|service=`berth`|scope=`registry:catalog:*`",
        "/v2/anna/private/pull,   Bearer realm=`http://HOST/token`|service=`berth`|scope=`repository:anna/private:pull`",
        "/v2/anna/private/push,   Bearer realm=`http://HOST/token`|service=`berth`|scope=`repository:anna/private:pull|push`",
        "/v2/anna/private/delete, Bearer realm=`http://HOST/token`|service=`berth`|scope=`repository:anna/private:delete`",
        "/v2/alpine/pull,         Bearer realm=`http://HOST/token`|service=`berth`|scope=`repository:library/alpine:pull`",
    })
    void challenge_withoutCredentials(String path, String expected) throws Exception {
        Client.Answer answer = server.client().get(path);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenge()).isEqualTo(fill(expected.replace('|', ',')));
    }

    @Test
    void challenge_withHostThatIsNone() throws Exception {
        String answer = RawHttp.send(server, "GET /v2/ HTTP/1.1\r\nHost: a\"b\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("a\"b\"");
    }

    @ParameterizedTest
    @CsvSource({
        "anna, '',                    /v2/,         200",
        "anna, '',                    /v2/_catalog, 401",
        "anna, registry:catalog:*,    /v2/_catalog, 200",
        "nobody, '',                  /v2/,         200",
        "nobody, registry:catalog:*,  /v2/_catalog, 200",
    })
    void identify_withToken(String who, String scope, String path, int status) throws Exception {
        assertThat(as(who).token(scope).get(path).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "anna,   'anna PublicAnd[namespaces=[anna], repositories=[]]'",
        "admin,  admin Everything[]",
        "read,   'anna PublicAnd[namespaces=[anna], repositories=[]]'",
        "delete, 'anna PublicAnd[namespaces=[], repositories=[]]'",
    })
    void identify_tellsWhatCallerSees(String who, String expected) throws Exception {
        assertThat(as(who).get("/v2/_catalog").body()).isEqualTo(expected);
        assertThat(as(who).token("registry:catalog:*").get("/v2/_catalog").body())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Negotiate abc,                  the authorization scheme Negotiate is unknown here",
        "Basic,                          the credentials lack the colon between name and password",
        "Basic !!!,                      the credentials are no Base64",
        "Basic /////w==,                 the credentials are no UTF-8",
        "Basic YW5uYQ==,                 the credentials lack the colon between name and password",
        "Basic YW5uYTp3cm9uZw==,         wrong password for anna",
        "Basic bm9ib2R5OndvcmQ=,         no such account: nobody",
    })
    void require_withCredentialsThatAreWrong(String header, String reason) throws Exception {
        Client.Answer answer = server.client().with(header).get("/v2/anna/public/pull");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.message()).isEqualTo("wrong username, password or token");
        assertThat(answer.refusal()).isEqualTo(reason);
        assertThat(answer.challenge())
                .contains("scope=\"repository:anna/public:pull\"")
                .doesNotContain("error=");
    }

    @ParameterizedTest
    @CsvSource({
        "anna, repository:anna/app:push,                                   anna/private, 401",
        "anna, repository:anna/app:push repository:anna/private:pull,      anna/private, YES",
        "anna, repository:anna/app:push,                                   anna/public,  YES",
        "anna, repository:anna/app:push,                                   anna/missing, NO",
        "bert, repository:bert/app:push,                                   anna/private, NO",
        "bert, repository:bert/app:push repository:anna/private:pull,      anna/private, NO",
        "bert, repository:bert/app:push,                                   anna/public,  YES",
    })
    void mayMountFrom_withToken(String who, String scope, String from, String expected) throws Exception {
        Client.Answer answer = as(who).token(scope).get("/v2/" + who + "/app/mount?from=" + from);

        if (expected.equals("401")) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.challenge())
                    .contains(
                            "error=\"insufficient_scope\"",
                            "scope=\"repository:anna/app:pull,push repository:anna/private:pull\"");
        } else {
            assertThat(answer.body()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "anna, anna/private, YES",
        "bert, anna/private, NO",
        "bert, anna/public, YES",
        "admin, anna/private, YES"
    })
    void mayMountFrom_withPassword(String who, String from, String expected) throws Exception {
        assertThat(as(who).get("/v2/" + (who.equals("admin") ? "new" : who + "/app") + "/mount?from=" + from)
                        .body())
                .isEqualTo(expected);
    }
}
