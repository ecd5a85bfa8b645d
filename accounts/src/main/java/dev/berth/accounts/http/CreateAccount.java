package dev.berth.accounts.http;

import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.Authority;
import dev.berth.accounts.EmailAddress;
import dev.berth.accounts.Password;
import dev.berth.accounts.SignInFailure;
import dev.berth.accounts.SignUps;
import dev.berth.accounts.Username;
import dev.berth.accounts.api.Failures;
import dev.berth.http.Exchange;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/v1/users}: signs somebody up; an administrator, with his password, may always. */
final class CreateAccount {
    private static final Set<String> FIELDS = Set.of("username", "email", "password", "invitation");

    private final Accounts accounts;
    private final Gate gate;

    CreateAccount(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.gate = gate;
    }

    void serve(Exchange exchange) throws IOException {
        boolean administrator = isAdministrator(exchange);
        JsonBody body = JsonBody.of(exchange, FIELDS);
        try {
            SignUps.Application application = new SignUps.Application(
                    new Username(body.text("username")),
                    new EmailAddress(body.text("email")),
                    new Password(body.text("password")),
                    body.optionalText("invitation"));
            Instant createdAt = administrator
                    ? accounts.signUps().make(application)
                    : accounts.signUps().signUp(application, exchange.remoteAddress());
            answer(exchange, application, createdAt);
        } catch (AccountFailure e) {
            exchange.refuse(e.explanation());
            throw Failures.problem(e);
        } catch (SignInFailure e) {
            throw gate.refusals().wrongLogin(exchange, e);
        }
    }

    private boolean isAdministrator(Exchange exchange) {
        return exchange.header("Authorization").isPresent()
                && gate.requireAccount(exchange).authority() instanceof Authority.ByPassword(var account)
                && account.administrator();
    }

    private static void answer(Exchange exchange, SignUps.Application application, Instant createdAt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("username", application.username().value());
        fields.put("email", application.email().value());
        fields.put("created_at", createdAt.toString());
        exchange.answer(201, "application/json", JsonMapper.shared().writeValueAsBytes(fields));
    }
}
