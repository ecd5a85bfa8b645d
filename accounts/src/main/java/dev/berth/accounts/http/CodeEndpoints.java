package dev.berth.accounts.http;

import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.EmailAddress;
import dev.berth.accounts.Password;
import dev.berth.accounts.SignInFailure;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Failures;

/** What the codes in mail are for: proving an address, and choosing another password. */
final class CodeEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("People");

    private final Accounts accounts;
    private final Gate gate;

    CodeEndpoints(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.gate = gate;
    }

    /** A code from a mail. */
    record Proof(String code) {
        @Override
        public String toString() {
            return "Proof[hidden]";
        }
    }

    /** Who forgot his password. */
    record Forgetful(String email) {}

    /** A code from a mail or from an administrator, and another password. */
    record PasswordReset(String code, String password) {
        @Override
        public String toString() {
            return "PasswordReset[hidden]";
        }
    }

    void addTo(Api api) {
        api.add(
                GROUP.post(
                                "/api/v1/user/email/verification",
                                "send_verification",
                                "Sends the code again that proves the address")
                        .access(Access.PERSON)
                        .does(call -> accounts.verification().begin(call.account())),
                GROUP.post("/api/v1/email/verify", Proof.class, "verify_email", "Proves an address, by a code")
                        .access(Access.STRANGER)
                        .does(this::verify),
                GROUP.post(
                                "/api/v1/password/forgot",
                                Forgetful.class,
                                "forgot_password",
                                "Sends a code to choose another password, if somebody has this address")
                        .access(Access.STRANGER)
                        .does(this::forgot),
                GROUP.post(
                                "/api/v1/password/reset",
                                PasswordReset.class,
                                "reset_password",
                                "Sets another password, by a code")
                        .access(Access.STRANGER)
                        .does(this::reset));
    }

    private void verify(Call<Proof> call) {
        try {
            accounts.verification().prove(call.body().code());
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        }
    }

    private void forgot(Call<Forgetful> call) {
        try {
            accounts.passwordResets()
                    .forgot(
                            new EmailAddress(call.body().email()),
                            call.exchange().remoteAddress());
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        } catch (SignInFailure e) {
            throw gate.refusals().notSignedIn(call.exchange(), e);
        }
    }

    private void reset(Call<PasswordReset> call) {
        try {
            accounts.passwordResets()
                    .reset(call.body().code(), new Password(call.body().password()));
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        } catch (SignInFailure e) {
            throw gate.refusals().notSignedIn(call.exchange(), e);
        }
    }
}
