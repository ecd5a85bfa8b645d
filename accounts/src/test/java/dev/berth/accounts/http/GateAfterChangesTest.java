package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.SignUp;
import dev.berth.accounts.TestAccounts;
import dev.berth.accounts.TokenScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate answers after something has changed, which has to count at once. */
class GateAfterChangesTest {
    private TestAccounts accounts;
    private TestServer server;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        accounts = TestAccounts.in(folder);
        server = new TestServer(accounts);
    }

    @AfterEach
    void close() {
        server.close();
        accounts.close();
    }

    private Client anna() {
        return server.client().basic("anna", TestAccounts.PASSWORD);
    }

    @Test
    void require_afterRepositoryBecamePrivate() throws Exception {
        Client stranger = server.client().token("repository:anna/public:pull");
        assertThat(stranger.get("/v2/anna/public/pull").status()).isEqualTo(200);

        accounts.setPublic(TestAccounts.PUBLIC, false);

        assertThat(stranger.get("/v2/anna/public/pull").status()).isEqualTo(401);
        assertThat(server.client().get("/v2/anna/public/pull").status()).isEqualTo(401);
    }

    @Test
    void require_withChangedPassword() throws Exception {
        assertThat(anna().get("/v2/anna/private/pull").status()).isEqualTo(200);

        accounts.accounts().setPassword("anna", "another horse");

        assertThat(anna().get("/v2/anna/private/pull").status()).isEqualTo(401);
        assertThat(server.client()
                        .basic("anna", "another horse")
                        .get("/v2/anna/private/pull")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void require_withDisabledAccount() throws Exception {
        assertThat(anna().get("/v2/anna/private/pull").status()).isEqualTo(200);

        accounts.disable("anna");

        Client.Answer answer = anna().get("/v2/anna/private/pull");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.refusal()).isEqualTo("the account anna is disabled");
    }

    @Test
    void require_withPersonalTokenAboutToExpire() throws Exception {
        String secret = accounts.accounts()
                .personalTokens()
                .create(
                        accounts.account("anna"),
                        "soon",
                        EnumSet.of(TokenScope.READ),
                        Optional.of(accounts.clock().instant().plus(Duration.ofDays(8))))
                .secret();
        Client client = server.client().basic("anna", secret);
        assertThat(client.get("/v2/anna/private/pull").header("Warning")).isEmpty();

        accounts.clock().pass(Duration.ofDays(2));
        assertThat(client.get("/v2/anna/private/pull").header("Warning"))
                .isEqualTo("299 - \"the personal token expires on 2026-05-12: make a new one\"");

        accounts.clock().pass(Duration.ofDays(6));
        Client.Answer answer = client.get("/v2/anna/private/pull");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.refusal()).isEqualTo("the personal token expired on 2026-05-12T12:00:00Z, used as anna");
    }

    @Test
    void require_whereNoLoginIsAskedFor(@TempDir Path folder) throws Exception {
        try (TestAccounts open = new TestAccounts(folder, SignUp.OPEN, true);
                TestServer lab = new TestServer(open)) {
            assertThat(lab.client().get("/v2/").body()).isEqualTo("open Everything[]");
            assertThat(lab.client().get("/v2/new/push").body()).isEqualTo("open");
            assertThat(lab.client()
                            .basic("anna", "wrong")
                            .get("/v2/anna/private/delete")
                            .body())
                    .isEqualTo("open");
            assertThat(lab.client().get("/v2/bert/app/mount?from=anna/private").body())
                    .isEqualTo("YES");
            assertThat(lab.client().get("/api/v1/tokens").status()).isEqualTo(401);
        }
    }
}
