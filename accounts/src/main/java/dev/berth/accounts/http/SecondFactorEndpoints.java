package dev.berth.accounts.http;

import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.SecondFactors;
import dev.berth.accounts.SignInFailure;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Failures;
import dev.berth.http.Problem;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/user/second-factor}: codes that are asked for besides the password. */
final class SecondFactorEndpoints {
    private static final String PATH = "/api/v1/user/second-factor";
    private static final Endpoint.Group GROUP = new Endpoint.Group("Second factor");

    private final Accounts accounts;
    private final Gate gate;
    private final Confirmation confirmation;

    SecondFactorEndpoints(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.gate = gate;
        this.confirmation = new Confirmation(accounts, gate);
    }

    /**
     * Whether there is a second factor.
     *
     * @param recoveryCodesLeft how many codes are left to get in without the app; absent where there is no second factor
     */
    record SecondFactorView(boolean enabled, Optional<Long> recoveryCodesLeft) {}

    /** What an authenticator app is told: as text, as an address, and as a picture of that. */
    record AppSecret(String secret, String otpauthUrl, String qrSvg) {}

    /** A code that the app shows. */
    record AppCode(String code) {}

    /** Codes to get in without the app, each good once. */
    record RecoveryCodes(List<String> recoveryCodes) {}

    /** What makes sure that it is the account's owner who wants to do without. */
    record Disarming(String password, String code) {
        @Override
        public String toString() {
            return "Disarming[hidden]";
        }
    }

    /** The password once more. */
    record PasswordAgain(String password) {
        @Override
        public String toString() {
            return "PasswordAgain[hidden]";
        }
    }

    void addTo(Api api) {
        api.add(
                GROUP.get(PATH, "show_second_factor", "Whether there is a second factor")
                        .access(Access.PERSON)
                        .answers(SecondFactorView.class, this::show),
                GROUP.post(PATH, "begin_second_factor", "Makes a secret for an authenticator app")
                        .access(Access.PERSON)
                        .answers(AppSecret.class, this::begin),
                GROUP.put(
                                PATH,
                                AppCode.class,
                                "confirm_second_factor",
                                "Switches the second factor on, by a first code, and ends every other session")
                        .access(Access.PERSON)
                        .answers(RecoveryCodes.class, this::confirm),
                GROUP.delete(PATH, Disarming.class, "remove_second_factor", "Switches the second factor off")
                        .access(Access.PERSON)
                        .does(this::remove),
                GROUP.post(
                                PATH + "/recovery-codes",
                                PasswordAgain.class,
                                "renew_recovery_codes",
                                "Makes new recovery codes, and those until now worthless")
                        .access(Access.PERSON)
                        .answers(RecoveryCodes.class, this::renew));
    }

    private SecondFactorView show(Call<Void> call) {
        Optional<Long> left = accounts.secondFactors().recoveryCodesLeft(call.account());
        return new SecondFactorView(left.isPresent(), left);
    }

    private AppSecret begin(Call<Void> call) {
        try {
            SecondFactors.Begun begun = accounts.secondFactors()
                    .begin(call.account(), gate.refusals().host(call.exchange()));
            return new AppSecret(begun.secret(), begun.url(), begun.svg());
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        }
    }

    private RecoveryCodes confirm(Call<AppCode> call) {
        try {
            return new RecoveryCodes(accounts.secondFactors()
                    .confirm(
                            call.caller().authority(),
                            call.account(),
                            call.body().code()));
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        } catch (SignInFailure e) {
            throw confirmation.refused(call, e);
        }
    }

    private void remove(Call<Disarming> call) {
        confirmation.require(call, Optional.of(call.body().password()));
        try {
            if (!accounts.secondFactors().check(call.account(), call.body().code())) {
                throw new Problem(403, "Wrong code", "the code is wrong, or was used already");
            }
            accounts.secondFactors().remove(call.caller().authority(), call.account());
        } catch (SignInFailure e) {
            throw confirmation.refused(call, e);
        }
    }

    private RecoveryCodes renew(Call<PasswordAgain> call) {
        confirmation.require(call, Optional.of(call.body().password()));
        try {
            return new RecoveryCodes(accounts.secondFactors().renewRecoveryCodes(call.account()));
        } catch (AccountFailure e) {
            throw Failures.problem(e);
        }
    }
}
