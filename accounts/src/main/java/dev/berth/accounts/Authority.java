package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** By what somebody acts, which decides how far the rights of the account behind it reach. */
public sealed interface Authority {

    /** Nobody is asked to log in: everything may be done. */
    record Open() implements Authority {}

    /** No credentials: public repositories may be pulled. */
    record Anonymous() implements Authority {}

    /** The account's password: everything that the account may do. */
    record ByPassword(Account account) implements Authority {}

    /**
     * The account's password, given when this browser's session began: everything that the account may do.
     *
     * @param sessionId which session it is
     */
    record BySession(Account account, long sessionId) implements Authority {}

    /**
     * A personal access token: what the account may do, as far as the token's scopes go.
     *
     * @param tokenId which token it is
     */
    record ByPersonalToken(Account account, long tokenId, Set<TokenScope> scopes) implements Authority {
        public ByPersonalToken {
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * A token of the token server: what it grants, and nothing else.
     *
     * @param account for whom it was made; empty for a stranger
     * @param limit the rights that its bearer may have at most, whatever it asks the token server for
     * @param grants the rights that it carries
     * @param catalogue whether it carries the right to list repositories
     */
    record ByGrants(
            Optional<Account> account, Set<Right> limit, Map<RepositoryName, Set<Right>> grants, boolean catalogue)
            implements Authority {
        public ByGrants {
            limit = Set.copyOf(limit);
            grants = Map.copyOf(grants);
        }
    }

    /** The account that acts; empty for strangers. */
    default Optional<Account> behind() {
        return switch (this) {
            case Open open -> Optional.empty();
            case Anonymous anonymous -> Optional.empty();
            case ByPassword(Account account) -> Optional.of(account);
            case BySession session -> Optional.of(session.account());
            case ByPersonalToken token -> Optional.of(token.account());
            case ByGrants token -> token.account();
        };
    }
}
