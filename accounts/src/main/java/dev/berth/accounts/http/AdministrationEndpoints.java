package dev.berth.accounts.http;

import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.AccountList;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.EmailAddress;
import dev.berth.accounts.InstanceSettings;
import dev.berth.accounts.PasswordResets;
import dev.berth.accounts.SignUp;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Failures;
import dev.berth.accounts.api.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What administrators do with accounts: {@code /api/v1/admin}. */
final class AdministrationEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Administration");
    private static final Duration INVITATION = Duration.ofDays(7);

    private final Accounts accounts;
    private final Gate gate;

    AdministrationEndpoints(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.gate = gate;
    }

    /** An account as administrators see it. */
    record AccountItem(
            String username,
            Optional<String> displayName,
            Optional<String> email,
            boolean emailVerified,
            boolean administrator,
            boolean enabled,
            boolean hasSecondFactor,
            Instant createdAt) {
        static AccountItem of(AccountList.Entry entry) {
            return new AccountItem(
                    entry.profile().username(),
                    entry.profile().displayName(),
                    entry.profile().email(),
                    entry.profile().emailVerified(),
                    entry.profile().administrator(),
                    entry.enabled(),
                    entry.profile().hasSecondFactor(),
                    entry.profile().createdAt());
        }
    }

    /** What is to change of an account; what is absent stays. */
    record AccountChange(Optional<Boolean> enabled, Optional<Boolean> administrator) {}

    /** Who may make an account, as administrators set it. */
    enum SignUpMode {
        OPEN,
        INVITED,
        CLOSED
    }

    /** Who may see what is pushed. */
    enum DefaultVisibility {
        PUBLIC,
        PRIVATE
    }

    /**
     * What is set for the whole installation.
     *
     * @param defaultVisibility that of a repository of which nothing else was said
     * @param createOnPush whether a push to a repository that does not exist makes it
     * @param mail whether mail is sent, which the configuration says
     */
    record InstanceSettingsView(
            SignUpMode signUp, DefaultVisibility defaultVisibility, boolean createOnPush, boolean mail) {}

    /** What is to be set; what is absent stays. */
    record InstanceSettingsChange(
            Optional<SignUpMode> signUp,
            Optional<DefaultVisibility> defaultVisibility,
            Optional<Boolean> createOnPush) {}

    /**
     * Somebody to invite.
     *
     * @param email where the invitation is sent to, where mail is sent
     */
    record Invitee(Optional<String> email) {}

    /**
     * A code for one person.
     *
     * @param url the page that takes it
     */
    record HandedOutCode(String code, String url, Instant expiresAt) {
        @Override
        public String toString() {
            return "HandedOutCode[hidden]";
        }
    }

    void addTo(Api api) {
        api.add(
                GROUP.get("/api/v1/admin/users", "list_accounts", "Every account that is not closed")
                        .access(Access.ADMINISTRATOR)
                        .parameter("q", String.class, "A part of the name, the address or the display name")
                        .paged()
                        .answersPage(AccountItem.class, this::list),
                GROUP.patch(
                                "/api/v1/admin/users/{username}",
                                AccountChange.class,
                                "change_account",
                                "Disables or enables an account, and makes administrators")
                        .access(Access.ADMINISTRATOR)
                        .answers(AccountItem.class, this::change),
                GROUP.delete(
                                "/api/v1/admin/users/{username}/second-factor",
                                "remove_second_factor_of",
                                "Takes away the second factor of somebody who lost it")
                        .access(Access.ADMINISTRATOR)
                        .does(this::removeSecondFactor),
                GROUP.post(
                                "/api/v1/admin/users/{username}/password-reset",
                                "hand_out_password_reset",
                                "Makes a code by which somebody chooses another password, to be handed out")
                        .access(Access.ADMINISTRATOR)
                        .makes(HandedOutCode.class, this::resetPassword),
                GROUP.get("/api/v1/admin/settings", "show_settings", "What is set for the whole installation")
                        .access(Access.ADMINISTRATOR)
                        .answers(
                                InstanceSettingsView.class,
                                call -> view(accounts.settings().now())),
                GROUP.patch(
                                "/api/v1/admin/settings",
                                InstanceSettingsChange.class,
                                "change_settings",
                                "Sets what is sent for the whole installation")
                        .access(Access.ADMINISTRATOR)
                        .answers(InstanceSettingsView.class, this::set),
                GROUP.post("/api/v1/admin/invitations", Invitee.class, "invite", "Invites somebody to sign up")
                        .access(Access.ADMINISTRATOR)
                        .makes(HandedOutCode.class, this::invite));
    }

    private Page<AccountItem> list(Call<Void> call) {
        int size = call.number("n", 1, Page.MOST, Page.USUAL);
        return Page.of(
                        accounts.list()
                                .find(
                                        call.text("q").orElse(""),
                                        call.text("after").orElse(""),
                                        size + 1),
                        size,
                        (AccountList.Entry entry) -> entry.profile().username())
                .map(AccountItem::of);
    }

    private AccountItem change(Call<AccountChange> call) {
        try {
            return AccountItem.of(accounts.list()
                    .change(
                            call.account(),
                            call.path("username"),
                            call.body().enabled(),
                            call.body().administrator()));
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        }
    }

    private void removeSecondFactor(Call<Void> call) {
        try {
            accounts.list().removeSecondFactor(call.account(), call.path("username"));
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        }
    }

    private HandedOutCode resetPassword(Call<Void> call) {
        try {
            PasswordResets.HandedOut code = accounts.passwordResets().handOut(call.account(), call.path("username"));
            return new HandedOutCode(code.code(), site(call) + "/reset?code=" + code.code(), code.expiresAt());
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        }
    }

    private InstanceSettingsView set(Call<InstanceSettingsChange> call) {
        InstanceSettingsChange sent = call.body();
        return view(accounts.settings()
                .change(
                        call.account(),
                        new InstanceSettings.Changes(
                                sent.signUp().map(mode -> SignUp.valueOf(mode.name())),
                                sent.defaultVisibility().map(it -> it == DefaultVisibility.PUBLIC),
                                sent.createOnPush())));
    }

    private InstanceSettingsView view(InstanceSettings.Values values) {
        return new InstanceSettingsView(
                switch (values.signUp()) {
                    case OPEN -> SignUpMode.OPEN;
                    case INVITED -> SignUpMode.INVITED;
                    case AUTO, CLOSED -> SignUpMode.CLOSED;
                },
                values.publicByDefault() ? DefaultVisibility.PUBLIC : DefaultVisibility.PRIVATE,
                values.createOnPush(),
                accounts.verification().isDemanded());
    }

    private HandedOutCode invite(Call<Invitee> call) {
        try {
            Optional<EmailAddress> email = call.body().email().map(EmailAddress::new);
            String code = accounts.signUps().invite(Optional.of(call.account()), INVITATION, email);
            return new HandedOutCode(
                    code,
                    site(call) + "/signup?invitation=" + code,
                    accounts.now().plus(INVITATION));
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        }
    }

    private String site(Call<?> call) {
        return Challenge.baseUrl(call.exchange(), gate.externalUrl());
    }
}
