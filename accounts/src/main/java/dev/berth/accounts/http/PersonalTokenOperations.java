package dev.berth.accounts.http;

import dev.berth.accounts.Account;
import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.Authority;
import dev.berth.accounts.Caller;
import dev.berth.accounts.PersonalToken;
import dev.berth.accounts.PersonalTokens;
import dev.berth.accounts.TokenScope;
import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import dev.berth.oci.Quoted;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/tokens}: an account's personal access tokens. */
final class PersonalTokenOperations {
    private static final Set<String> FIELDS = Set.of("label", "scopes", "expires_at");

    private final PersonalTokens tokens;
    private final Gate gate;

    PersonalTokenOperations(Accounts accounts, Gate gate) {
        this.tokens = accounts.personalTokens();
        this.gate = gate;
    }

    /** {@code POST}: makes a token and tells its secret, this once. Only a password may: a token makes no others. */
    void create(Exchange exchange) throws IOException {
        Caller caller = gate.requireAccount(exchange);
        if (!caller.inPerson()) {
            exchange.refuse("a token cannot make tokens");
            throw new Problem(
                    403, "Not allowed", "personal tokens are made with the account's password, not with a token");
        }
        Account owner = caller.authority().behind().orElseThrow();
        JsonBody body = JsonBody.of(exchange, FIELDS);
        try {
            PersonalTokens.Created created = tokens.create(
                    owner, body.text("label"), scopes(body.texts("scopes")), time(body.optionalText("expires_at")));
            Map<String, @Nullable Object> fields = describe(created.token());
            fields.put("token", created.secret());
            exchange.with("Cache-Control", "no-store");
            answer(exchange, 201, fields);
        } catch (AccountFailure e) {
            throw Refusals.problem(e);
        }
    }

    /** {@code GET}: the account's tokens, without their secrets. */
    void list(Exchange exchange) {
        Account owner = gate.requireAccount(exchange).authority().behind().orElseThrow();
        List<Map<String, @Nullable Object>> all = tokens.list(owner).stream()
                .map(PersonalTokenOperations::describe)
                .toList();
        answer(exchange, 200, Map.of("tokens", all));
    }

    /** {@code DELETE}: revokes a token. A token may revoke itself, for others the password is needed. */
    void revoke(Exchange exchange, String id) {
        Caller caller = gate.requireAccount(exchange);
        Authority authority = caller.authority();
        try {
            long token = Long.parseLong(id);
            boolean allowed = caller.inPerson()
                    || authority instanceof Authority.ByPersonalToken itself && itself.tokenId() == token;
            if (!allowed) {
                exchange.refuse("a token cannot revoke others");
                throw new Problem(403, "Not allowed", "a token may revoke itself; for others, the password is needed");
            }
            tokens.revoke(authority.behind().orElseThrow(), token);
        } catch (NumberFormatException e) {
            throw new Problem(404, "Not found", "you have no token with the id " + Quoted.of(id));
        } catch (AccountFailure e) {
            throw Refusals.problem(e);
        }
        exchange.answer(204);
    }

    private static Set<TokenScope> scopes(List<String> labels) {
        EnumSet<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
        for (String label : labels) {
            scopes.add(TokenScope.named(label)
                    .orElseThrow(() -> JsonBody.invalid(
                            "scopes: there are \"read\", \"write\" and \"delete\", not '" + Quoted.of(label) + "'")));
        }
        return scopes;
    }

    private static Optional<Instant> time(Optional<String> text) {
        try {
            return text.map(it -> OffsetDateTime.parse(it).toInstant());
        } catch (DateTimeException e) {
            throw JsonBody.invalid("expires_at: a time such as 2027-01-31T12:00:00Z is needed");
        }
    }

    private static Map<String, @Nullable Object> describe(PersonalToken token) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", String.valueOf(token.id()));
        fields.put("label", token.label());
        fields.put(
                "scopes",
                token.scopes().stream().sorted().map(TokenScope::label).toList());
        fields.put("created_at", token.createdAt().toString());
        fields.put("expires_at", token.expiresAt().map(Instant::toString).orElse(null));
        fields.put("last_used_at", token.lastUsedAt().map(Instant::toString).orElse(null));
        return fields;
    }

    private static void answer(Exchange exchange, int status, Map<String, ?> fields) {
        exchange.answer(status, "application/json", JsonMapper.shared().writeValueAsBytes(fields));
    }
}
