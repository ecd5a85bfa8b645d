package dev.berth.accounts.http;

import dev.berth.accounts.Account;
import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.EmailAddress;
import dev.berth.accounts.Password;
import dev.berth.accounts.Profile;
import dev.berth.accounts.ProfileChange;
import dev.berth.accounts.SignInFailure;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Failures;
import dev.berth.http.Problem;
import java.time.Instant;
import java.util.Optional;

/** People: {@code /api/v1/user} for the one who calls, {@code /api/v1/users/<username>} for everybody. */
final class UserEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("People");

    private final Accounts accounts;
    private final Confirmation confirmation;

    UserEndpoints(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.confirmation = new Confirmation(accounts, gate);
    }

    /** Somebody as everybody may see him. */
    record PublicProfile(
            String username,
            Optional<String> displayName,
            Optional<String> bio,
            Optional<String> location,
            Optional<String> website,
            Instant createdAt) {}

    /** Somebody as he sees himself. */
    record UserView(
            String username,
            Optional<String> displayName,
            Optional<String> bio,
            Optional<String> location,
            Optional<String> website,
            Optional<String> email,
            boolean emailVerified,
            boolean administrator,
            boolean hasSecondFactor,
            Instant createdAt) {
        static UserView of(Profile profile) {
            return new UserView(
                    profile.username(),
                    profile.displayName(),
                    profile.bio(),
                    profile.location(),
                    profile.website(),
                    profile.email(),
                    profile.emailVerified(),
                    profile.administrator(),
                    profile.hasSecondFactor(),
                    profile.createdAt());
        }
    }

    /**
     * What is to change of a profile: what is absent stays, and what is empty goes.
     *
     * @param password needed where the address is to change, since who reads the mail there can choose another password
     */
    record UserChange(
            Optional<String> displayName,
            Optional<String> bio,
            Optional<String> location,
            Optional<String> website,
            Optional<String> email,
            Optional<String> password) {
        @Override
        public String toString() {
            return "UserChange[hidden]";
        }
    }

    /** Another password, and the one until now. */
    record PasswordChange(String current, String password) {
        @Override
        public String toString() {
            return "PasswordChange[hidden]";
        }
    }

    /** What makes sure that somebody wants his account closed. */
    record Farewell(String username, String password) {
        @Override
        public String toString() {
            return "Farewell[hidden]";
        }
    }

    void addTo(Api api) {
        api.add(
                GROUP.get("/api/v1/user", "show_user", "The account that calls").answers(UserView.class, this::show),
                GROUP.patch("/api/v1/user", UserChange.class, "change_user", "Changes what is sent of a profile")
                        .access(Access.PERSON)
                        .answers(UserView.class, this::change),
                GROUP.put("/api/v1/user/password", PasswordChange.class, "change_password", "Sets another password")
                        .access(Access.PERSON)
                        .does(this::changePassword),
                GROUP.delete("/api/v1/user", Farewell.class, "close_account", "Closes the account for good")
                        .access(Access.PERSON)
                        .does(this::close),
                GROUP.get("/api/v1/users/{username}", "show_profile", "What somebody tells about himself")
                        .access(Access.ANYBODY)
                        .answers(PublicProfile.class, this::profile));
    }

    private UserView show(Call<Void> call) {
        return UserView.of(accounts.profiles().of(call.account()));
    }

    private UserView change(Call<UserChange> call) {
        Account account = call.account();
        UserChange sent = call.body();
        try {
            ProfileChange change = new ProfileChange(sent.displayName(), sent.bio(), sent.location(), sent.website());
            Optional<String> before = accounts.profiles().of(account).email();
            Optional<EmailAddress> email =
                    sent.email().map(EmailAddress::new).filter(it -> !before.equals(Optional.of(it.value())));
            if (email.isPresent()) {
                confirmation.require(call, sent.password());
                accounts.profiles()
                        .setEmail(account, email.get(), call.exchange().remoteAddress());
                accounts.verification().changed(account, before, email.get());
            }
            return UserView.of(accounts.profiles().change(account, change));
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        } catch (SignInFailure e) {
            throw confirmation.refused(call, e);
        }
    }

    private void changePassword(Call<PasswordChange> call) {
        try {
            Password password = new Password(call.body().password());
            confirmation.require(call, Optional.of(call.body().current()));
            accounts.passwords().change(call.caller().authority(), call.account(), password);
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        }
    }

    private void close(Call<Farewell> call) {
        if (!call.body().username().equals(call.account().name())) {
            throw Call.invalid("username: it has to be yours, " + call.account().name());
        }
        confirmation.require(call, Optional.of(call.body().password()));
        try {
            accounts.closing().close(call.account());
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        }
    }

    private PublicProfile profile(Call<Void> call) {
        Profile profile = accounts.profiles()
                .named(call.path("username"))
                .orElseThrow(() -> new Problem(404, "Not found", "there is nobody of this name"));
        return new PublicProfile(
                profile.username(),
                profile.displayName(),
                profile.bio(),
                profile.location(),
                profile.website(),
                profile.createdAt());
    }
}
