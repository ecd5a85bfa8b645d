package dev.berth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.database.Database;
import dev.berth.database.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.1";

    @TempDir
    private Path folder;

    private TestAccounts accounts;
    private SignIn signIn;

    @BeforeEach
    void open() {
        accounts = TestAccounts.in(folder);
        signIn = accounts.accounts().signIn();
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    private Authority verify(String name, String secret, String address) {
        return signIn.verify(name, secret, address).authority();
    }

    private String refusal(String name, String secret, String address) {
        List<String> reasons = new ArrayList<>();
        assertThatThrownBy(() -> signIn.verify(name, secret, address))
                .isInstanceOfSatisfying(SignInFailure.class, failure -> reasons.add(failure.reason()));
        return reasons.getFirst();
    }

    @Test
    void verify_rightPassword() {
        assertThat(verify("anna", TestAccounts.PASSWORD, HERE))
                .isEqualTo(new Authority.ByPassword(accounts.account("anna")));
    }

    @Test
    void verify_guessing() {
        for (int i = 0; i < 5; i++) {
            assertThat(refusal("anna", "guess " + i, HERE)).isEqualTo("wrong password for anna");
        }

        assertThat(refusal("anna", "guess 6", HERE)).isEqualTo("too many wrong passwords");
        assertThat(refusal("anna", TestAccounts.PASSWORD, HERE)).isEqualTo("too many wrong passwords");
        assertThat(verify("anna", TestAccounts.PASSWORD, ELSEWHERE)).isInstanceOf(Authority.ByPassword.class);

        accounts.clock().pass(Duration.ofSeconds(1));
        assertThat(verify("anna", TestAccounts.PASSWORD, HERE)).isInstanceOf(Authority.ByPassword.class);
    }

    @Test
    void verify_guessingWhatIsRemembered() {
        verify("anna", TestAccounts.PASSWORD, ELSEWHERE);
        for (int i = 0; i < 5; i++) {
            refusal("anna", "guess " + i, HERE);
        }

        assertThat(refusal("anna", TestAccounts.PASSWORD, HERE)).isEqualTo("too many wrong passwords");
    }

    @Test
    void verify_manyTimesAtOnce() throws Exception {
        int callers = 40;
        CountDownLatch start = new CountDownLatch(1);
        Callable<Authority> caller = () -> {
            start.await();
            return verify("anna", TestAccounts.PASSWORD, HERE);
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Authority>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(caller));
            }
            start.countDown();
            for (Future<Authority> each : all) {
                assertThat(each.get()).isInstanceOf(Authority.ByPassword.class);
            }
        }
    }

    @Test
    void verify_guessingManyTimesAtOnce() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String guess = "guess " + i;
                all.add(threads.submit(() -> {
                    start.await();
                    return refusal("anna", guess, HERE);
                }));
            }
            start.countDown();
            int looked = 0;
            for (Future<String> each : all) {
                looked += each.get().equals("wrong password for anna") ? 1 : 0;
            }
            assertThat(looked).isEqualTo(5);
        }
    }

    @Test
    void verify_administratorRightAfterFirstStart(@TempDir Path fresh) {
        try (Database database = TestDatabases.open(fresh)) {
            Accounts first = Accounts.open(
                    database,
                    accounts.accounts().config(),
                    accounts.clock(),
                    Neighbours.only(name -> Optional.empty()));

            List<String> told = new CopyOnWriteArrayList<>();
            first.ensureAdministrator(Optional.of(""), told::add);
            first.settle();
            String password = told.getFirst();

            assertThat(first.signIn()
                            .verify("admin", password, HERE)
                            .authority()
                            .behind())
                    .hasValueSatisfying(
                            account -> assertThat(account.administrator()).isTrue());
            first.ensureAdministrator(Optional.of("another password"), told::add);
            first.settle();
            assertThat(told).hasSize(1);
            assertThatThrownBy(() -> first.signIn().verify("admin", "another password", HERE))
                    .isInstanceOf(SignInFailure.class);
        }
    }

    @Test
    void ensureAdministrator_byManyNodesAtOnce_tellsOnePasswordThatWorks(@TempDir Path fresh) {
        try (Database database = TestDatabases.open(fresh)) {
            List<String> told = new CopyOnWriteArrayList<>();
            List<Accounts> nodes = Stream.generate(() -> Accounts.open(
                            database,
                            accounts.accounts().config(),
                            accounts.clock(),
                            Neighbours.only(name -> Optional.empty())))
                    .limit(4)
                    .toList();

            nodes.forEach(node -> node.ensureAdministrator(Optional.empty(), told::add));
            nodes.forEach(Accounts::settle);

            assertThat(told).hasSize(1);
            for (Accounts node : nodes) {
                assertThat(node.signIn()
                                .verify("admin", told.getFirst(), HERE)
                                .authority()
                                .behind())
                        .isPresent();
            }
        }
    }

    @Test
    void ensureAdministrator_withWeakPassword(@TempDir Path fresh) {
        try (Database database = TestDatabases.open(fresh)) {
            Accounts first = Accounts.open(
                    database,
                    accounts.accounts().config(),
                    accounts.clock(),
                    Neighbours.only(name -> Optional.empty()));

            assertThatThrownBy(() -> first.ensureAdministrator(Optional.of("short"), made -> {}))
                    .isInstanceOfSatisfying(
                            AccountFailure.class,
                            failure -> assertThat(failure.explanation())
                                    .isEqualTo("password: 8 to 256 characters are needed"));
        }
    }

    @Test
    void setPassword_counts() {
        verify("anna", TestAccounts.PASSWORD, HERE);

        accounts.accounts().setPassword("anna", "another horse");

        assertThat(refusal("anna", TestAccounts.PASSWORD, HERE)).isEqualTo("wrong password for anna");
        assertThat(verify("anna", "another horse", HERE)).isInstanceOf(Authority.ByPassword.class);
    }

    @Test
    void setPassword_ofNobody() {
        assertThatThrownBy(() -> accounts.accounts().setPassword("nobody", "another horse"))
                .isInstanceOfSatisfying(
                        AccountFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(AccountFailure.Kind.UNKNOWN));
    }

    @Test
    void verify_personalToken() {
        String secret = accounts.accounts()
                .personalTokens()
                .create(accounts.account("anna"), "ci", Set.of(TokenScope.READ), Optional.empty())
                .secret();

        assertThat(verify("anna", secret, HERE))
                .isInstanceOfSatisfying(
                        Authority.ByPersonalToken.class,
                        token -> assertThat(token.scopes()).containsExactly(TokenScope.READ));
        assertThat(refusal("bert", secret, HERE)).isEqualTo("the personal token is that of anna, used as bert");
        assertThat(refusal("anna", secret + "x", HERE)).contains("cut off or mistyped");
        assertThat(refusal("anna", Secrets.newPersonalToken(), HERE)).isEqualTo("no such personal token, used as anna");
    }

    @Test
    void verify_notesUseOfPersonalTokenOnceAMinute() {
        String secret = accounts.accounts()
                .personalTokens()
                .create(accounts.account("anna"), "ci", Set.of(TokenScope.READ), Optional.empty())
                .secret();
        verify("anna", secret, HERE);
        Instant first = accounts.clock().instant();
        accounts.clock().pass(Duration.ofSeconds(59));
        verify("anna", secret, HERE);
        assertThat(lastUse()).contains(first);

        accounts.clock().pass(Duration.ofSeconds(1));
        verify("anna", secret, HERE);
        assertThat(lastUse()).contains(first.plusSeconds(60));
    }

    private Optional<Instant> lastUse() {
        return accounts.accounts()
                .personalTokens()
                .list(accounts.account("anna"))
                .getFirst()
                .lastUsedAt();
    }
}
