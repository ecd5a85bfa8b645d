package dev.berth.accounts.http;

import dev.berth.accounts.Accounts;
import dev.berth.accounts.SignInFailure;
import dev.berth.accounts.api.Call;
import dev.berth.http.Problem;
import java.util.Optional;

/** Asks somebody who is signed in for his password once more, before what a thief of his session must not do. */
final class Confirmation {
    private final Accounts accounts;
    private final Gate gate;

    Confirmation(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.gate = gate;
    }

    /**
     * Passes whoever sent the caller's password.
     *
     * @throws Problem with status 400 where it is missing, 403 where it is wrong, 429 where there were too many wrong ones
     */
    void require(Call<?> call, Optional<String> password) {
        String sent = password.orElseThrow(() -> Call.invalid("password: it is needed for this"));
        try {
            accounts.signIn().confirm(call.account(), sent, call.exchange().remoteAddress());
        } catch (SignInFailure e) {
            throw refused(call, e);
        }
    }

    /** Answers a password that is wrong, or too many of them. */
    Problem refused(Call<?> call, SignInFailure failure) {
        return gate.refusals()
                .tooMany(call.exchange(), failure)
                .orElseGet(() -> new Problem(
                        403,
                        "Wrong password",
                        "the password is not that of " + call.account().name()));
    }
}
