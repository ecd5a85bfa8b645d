package dev.berth.accounts.http;

import dev.berth.accounts.Authority;
import dev.berth.accounts.Expiry;
import dev.berth.accounts.PersonalToken;
import dev.berth.accounts.PersonalTokens;
import dev.berth.accounts.TokenGrant;
import dev.berth.accounts.TokenScope;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /api/v1/tokens}: an account's personal access tokens. */
final class TokenEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Personal tokens");
    private static final String ALL = "/api/v1/tokens";
    private static final String ONE = "/api/v1/tokens/{id}";

    private final PersonalTokens tokens;

    TokenEndpoints(PersonalTokens tokens) {
        this.tokens = tokens;
    }

    /** What a token is to be. */
    record NewToken(
            String label,
            Optional<List<TokenScope>> scopes,
            Optional<List<GrantView>> repositories,
            Optional<Instant> expiresAt) {}

    /** What is to change of a token; what is absent stays. */
    record TokenChange(Optional<String> label, Optional<Boolean> enabled, Optional<String> expiresAt) {}

    /** A token, without its secret; it is for all repositories where none are named. */
    record TokenView(
            String id,
            String label,
            List<TokenScope> scopes,
            Optional<List<GrantView>> repositories,
            boolean enabled,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt) {
        static TokenView of(PersonalToken token) {
            return new TokenView(
                    String.valueOf(token.id()),
                    token.label(),
                    GrantView.sorted(token.scopes()),
                    token.only().map(GrantView::of),
                    token.enabled(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt());
        }
    }

    /** A token that was just made, with its secret, which is told this once. */
    record CreatedTokenView(
            String id,
            String label,
            List<TokenScope> scopes,
            Optional<List<GrantView>> repositories,
            boolean enabled,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt,
            String token) {
        static CreatedTokenView of(PersonalTokens.Created created) {
            TokenView view = TokenView.of(created.token());
            return new CreatedTokenView(
                    view.id(),
                    view.label(),
                    view.scopes(),
                    view.repositories(),
                    view.enabled(),
                    view.createdAt(),
                    view.expiresAt(),
                    view.lastUsedAt(),
                    created.secret());
        }
    }

    /** All tokens of an account. */
    record TokenList(List<TokenView> tokens) {}

    void addTo(Api api) {
        api.add(
                GROUP.post(
                                ALL,
                                NewToken.class,
                                "create_personal_token",
                                "Makes a token, and tells its secret this once")
                        .access(Access.PERSON)
                        .makes(CreatedTokenView.class, this::create),
                GROUP.get(ALL, "list_personal_tokens", "The caller's tokens")
                        .answers(TokenList.class, call -> list(call)),
                GROUP.get(ONE, "show_personal_token", "One of the caller's tokens")
                        .answers(TokenView.class, call -> TokenView.of(tokens.get(call.account(), call.id()))),
                GROUP.patch(ONE, TokenChange.class, "change_personal_token", "Changes what is sent of a token")
                        .access(Access.PERSON)
                        .answers(TokenView.class, this::change),
                GROUP.delete(ONE, "revoke_personal_token", "Makes a token good for nothing")
                        .does(this::revoke));
    }

    private CreatedTokenView create(Call<NewToken> call) {
        NewToken wanted = call.body();
        Set<TokenScope> scopes = wanted.scopes().map(GrantView::set).orElse(Set.of());
        Optional<List<TokenGrant>> only = wanted.repositories().map(views -> GrantView.parse(views, scopes));
        return CreatedTokenView.of(tokens.create(call.account(), wanted.label(), scopes, only, wanted.expiresAt()));
    }

    private TokenList list(Call<Void> call) {
        return new TokenList(
                tokens.list(call.account()).stream().map(TokenView::of).toList());
    }

    private TokenView change(Call<TokenChange> call) {
        TokenChange wanted = call.body();
        return TokenView.of(tokens.change(
                call.account(),
                call.id(),
                new PersonalTokens.Wish(
                        wanted.label(), wanted.enabled(), wanted.expiresAt().map(Expiry::parse))));
    }

    /** A token may revoke itself, for others the password is needed. */
    private void revoke(Call<Void> call) {
        boolean itself =
                call.caller().authority() instanceof Authority.ByPersonalToken token && token.tokenId() == call.id();
        if (!itself && !call.caller().inPerson()) {
            call.exchange().refuse("a token cannot revoke others");
            throw new Problem(403, "Not allowed", "a token may revoke itself; for others, the password is needed");
        }
        tokens.revoke(call.account(), call.id());
    }
}
