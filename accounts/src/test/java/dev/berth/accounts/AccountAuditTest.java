package dev.berth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.berth.accounts.mail.Postbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to accounts is written down, with who did it, and without what must stay secret. */
class AccountAuditTest {
    private static final String HERE = "192.0.2.1";
    private static final String OTHER_PASSWORD = "another horse";

    private final Postbox postbox = new Postbox();
    private TestAccounts accounts;
    private Accounts all;
    private Account admin;
    private Account anna;
    private Authority.BySession session;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        accounts = TestAccounts.writing(folder, postbox);
        // Anna and bert are asked for a proof of their addresses.
        postbox.take();
        postbox.take();
        all = accounts.accounts();
        admin = accounts.account("admin");
        anna = accounts.account("anna");
        session = all.sessions().open(anna, HERE, "Mozilla/5.0").authority();
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void accounts_areMadeByThemselvesOrByAdministrators() {
        all.signUps()
                .signUp(
                        new SignUps.Application(
                                new Username("carl"),
                                new EmailAddress("carl@example.org"),
                                new Password(TestAccounts.PASSWORD),
                                Optional.empty()),
                        HERE);

        assertThat(accounts.changes(Change.ACCOUNT_CREATED))
                .containsExactly("- admin {administrator=true}", "admin anna {}", "admin bert {}", "carl carl {}");
    }

    @Test
    void signUp_ofATakenName_isNotWrittenDown() {
        SignUps.Application again = new SignUps.Application(
                new Username("anna"),
                new EmailAddress("other@example.org"),
                new Password(TestAccounts.PASSWORD),
                Optional.empty());

        assertThatExceptionOfType(AccountFailure.class)
                .isThrownBy(() -> all.signUps().signUp(again, HERE));

        assertThat(accounts.changes(Change.ACCOUNT_CREATED)).hasSize(3);
    }

    @Test
    void invitations_tellWhoInvites() {
        all.signUps().invite(Optional.of(admin), Duration.ofDays(1), Optional.of(new EmailAddress("d@example.org")));
        all.signUps().invite(Optional.empty(), Duration.ofDays(1), Optional.empty());

        assertThat(accounts.changes(Change.ACCOUNT_INVITED)).containsExactly("admin  {}", "-  {}");
    }

    @Test
    void passwords_areChangedByTheirOwnersAndOnTheServer() {
        all.passwords().change(session, anna, new Password(OTHER_PASSWORD));
        all.setPassword("anna", TestAccounts.PASSWORD);

        assertThat(accounts.changes(Change.PASSWORD_CHANGED)).containsExactly("anna anna {}", "- anna {}");
    }

    @Test
    void password_reset_tellsWhoHandedTheCodeOut() {
        String code = all.passwordResets().handOut(admin, "anna").code();
        all.passwordResets().reset(code, new Password(OTHER_PASSWORD));

        assertThat(accounts.changes(Change.PASSWORD_RESET_HANDED_OUT)).containsExactly("admin anna {}");
        assertThat(accounts.changes(Change.PASSWORD_RESET)).containsExactly("anna anna {}");
        assertNoSecret(code, OTHER_PASSWORD);
    }

    @Test
    void email_isChangedAndVerified() throws Exception {
        EmailAddress email = new EmailAddress("new@example.org");
        all.profiles().setEmail(anna, email, HERE);
        all.verification().begin(anna);
        String code = postbox.takeCode(email.value());
        all.verification().prove(code);

        assertThat(accounts.changes(Change.EMAIL_CHANGED)).containsExactly("anna anna {}");
        assertThat(accounts.changes(Change.EMAIL_VERIFIED)).containsExactly("anna anna {}");
        assertNoSecret(code, email.value());
    }

    @Test
    void secondFactor_isSwitchedOnUsedAndSwitchedOff() {
        SecondFactors factors = all.secondFactors();
        String secret = factors.begin(anna, "here").secret();
        List<String> recovery = factors.confirm(session, anna, new Authenticator(secret).code(accounts.clock()));
        assertThat(factors.check(anna, recovery.getFirst())).isTrue();
        List<String> renewed = factors.renewRecoveryCodes(anna);
        factors.remove(session, anna);
        all.list().removeSecondFactor(admin, "anna");

        assertThat(accounts.changes(Change.SECOND_FACTOR_ON)).containsExactly("anna anna {}");
        assertThat(accounts.changes(Change.RECOVERY_CODE_USED)).containsExactly("anna anna {left=9}");
        assertThat(accounts.changes(Change.RECOVERY_CODES_RENEWED)).containsExactly("anna anna {}");
        assertThat(accounts.changes(Change.SECOND_FACTOR_OFF)).containsExactly("anna anna {}", "admin anna {}");
        assertNoSecret(secret, recovery.getFirst(), renewed.getFirst());
    }

    @Test
    void administrators_disableEnableAndPromote() {
        all.list().change(admin, "anna", Optional.of(false), Optional.empty());
        all.list().change(admin, "anna", Optional.of(true), Optional.of(true));
        all.list().change(admin, "anna", Optional.of(true), Optional.of(true));
        all.list().change(admin, "anna", Optional.empty(), Optional.of(false));

        for (Change change : List.of(
                Change.ACCOUNT_DISABLED,
                Change.ACCOUNT_ENABLED,
                Change.ADMINISTRATOR_MADE,
                Change.ADMINISTRATOR_UNMADE)) {
            assertThat(accounts.changes(change)).as(change.label()).containsExactly("admin anna {}");
        }
    }

    @Test
    void settings_tellWhatTheyWereBefore() {
        InstanceSettings.Changes closed =
                new InstanceSettings.Changes(Optional.of(SignUp.CLOSED), Optional.of(true), Optional.empty());
        all.settings().change(admin, closed);
        all.settings().change(admin, closed);

        assertThat(accounts.changes(Change.SETTINGS_CHANGED))
                .singleElement()
                .asString()
                .startsWith("admin  {public_by_default={")
                .contains("before=false", "after=true", "sign_up={", "before=open", "after=closed")
                .doesNotContain("create_on_push");
    }

    @Test
    void signIn_andClosing_areWrittenDown() {
        all.closing().close(anna);

        assertThat(accounts.changes(Change.SIGNED_IN)).containsExactly("anna anna {address=" + HERE + "}");
        assertThat(accounts.changes(Change.ACCOUNT_CLOSED)).containsExactly("anna anna {}");
    }

    @Test
    void guesses_areToldOnceAnHour_whenTheyAreSlowed() {
        guess("anna", 4);
        assertThat(all.signIn().verify("anna", TestAccounts.PASSWORD, HERE)).isNotNull();

        guess("anna", 9);
        await().until(() -> accounts.changes(Change.SIGN_IN_SLOWED).equals(List.of("- anna {address=" + HERE + "}")));

        accounts.clock().pass(Duration.ofMinutes(61));
        guess("anna", 6);
        await().until(() -> accounts.changes(Change.SIGN_IN_SLOWED).size() == 2);
    }

    @Test
    void guesses_atManyAccounts_areToldOfTheAddress() {
        for (int i = 0; i < 10; i++) {
            guess("nobody" + i, 4);
        }

        await().until(() -> accounts.changes(Change.SIGN_IN_SLOWED).equals(List.of("-  {address=" + HERE + "}")));
    }

    @Test
    void guesses_ofASecondFactor_areTold() {
        SecondFactors factors = all.secondFactors();
        String secret = factors.begin(anna, "here").secret();
        factors.confirm(session, anna, new Authenticator(secret).code(accounts.clock()));
        for (int i = 0; i < 5; i++) {
            assertThat(factors.check(anna, "nothing")).isFalse();
        }

        await().until(() -> accounts.changes(Change.SIGN_IN_SLOWED).equals(List.of("- anna {second_factor=true}")));
    }

    /** Guesses the password this many times, where each may be looked at. */
    private void guess(String name, int times) {
        for (int i = 0; i < times; i++) {
            try {
                all.signIn().verify(name, "wrong", HERE);
            } catch (SignInFailure e) {
                accounts.clock().pass(e.retryAfter().orElse(Duration.ZERO));
            }
        }
    }

    private void assertNoSecret(String... secrets) {
        for (Change change : Change.values()) {
            assertThat(accounts.changes(change))
                    .noneMatch(text -> Arrays.stream(secrets).anyMatch(text::contains));
        }
    }
}
