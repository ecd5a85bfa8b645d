package dev.berth.accounts.http;

import dev.berth.accounts.Account;
import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.Caller;
import dev.berth.accounts.EmailAddress;
import dev.berth.accounts.Password;
import dev.berth.accounts.SignInFailure;
import dev.berth.accounts.SignUps;
import dev.berth.accounts.Username;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Failures;
import java.time.Instant;
import java.util.Optional;

/** {@code POST /api/v1/users}: signs somebody up; an administrator in person may always. */
final class SignUpEndpoint {
    private static final Endpoint.Group GROUP = new Endpoint.Group("People");

    private final Accounts accounts;
    private final Gate gate;

    SignUpEndpoint(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.gate = gate;
    }

    /**
     * What somebody who wants an account says.
     *
     * @param invitation the code that an administrator gave out, where one did
     */
    record Application(String username, String email, String password, Optional<String> invitation) {
        @Override
        public String toString() {
            return "Application[hidden]";
        }
    }

    /** An account that was made. */
    record NewAccount(String username, String email, Instant createdAt) {}

    void addTo(Api api) {
        api.add(GROUP.post("/api/v1/users", Application.class, "create_account", "Signs somebody up")
                .access(Access.ANYBODY)
                .makes(NewAccount.class, this::signUp));
    }

    private NewAccount signUp(Call<Application> call) {
        Application sent = call.body();
        try {
            SignUps.Application application = new SignUps.Application(
                    new Username(sent.username()),
                    new EmailAddress(sent.email()),
                    new Password(sent.password()),
                    sent.invitation());
            Instant createdAt = administrator(call.caller())
                    .map(it -> accounts.signUps().make(application, it))
                    .orElseGet(() -> accounts.signUps()
                            .signUp(application, call.exchange().remoteAddress()));
            return new NewAccount(
                    application.username().value(), application.email().value(), createdAt);
        } catch (AccountFailure e) {
            call.exchange().refuse(e.explanation());
            throw Failures.problem(e);
        } catch (SignInFailure e) {
            throw gate.refusals().wrongLogin(call.exchange(), e);
        }
    }

    private static Optional<Account> administrator(Caller caller) {
        return caller.authority().behind().filter(account -> caller.inPerson() && account.administrator());
    }
}
