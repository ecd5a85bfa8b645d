package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.List;
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
     * @param scopes every scope that it has on any repository
     * @param only what it has on which repositories, where it is not for all
     */
    record ByPersonalToken(Account account, long tokenId, Set<TokenScope> scopes, Optional<List<TokenGrant>> only)
            implements Authority {
        public ByPersonalToken {
            scopes = Set.copyOf(scopes);
            only = only.map(List::copyOf);
        }

        /** A token that is for all repositories. */
        public ByPersonalToken(Account account, long tokenId, Set<TokenScope> scopes) {
            this(account, tokenId, scopes, Optional.empty());
        }

        /** What it leaves to its bearer on this repository at most. */
        Set<Right> limit(RepositoryName repository) {
            return only.map(grants -> TokenGrant.rights(grants, repository))
                    .orElseGet(() -> TokenScope.rightsOf(scopes));
        }
    }

    /**
     * A robot's token: what it was given by its organisation, whoever made it and whatever he may do.
     *
     * @param organisation the name of the organisation, outside of whose namespace it has no rights
     * @param robotId which robot it is
     * @param label its name within the organisation
     */
    record ByRobot(String organisation, long robotId, String label, List<TokenGrant> grants) implements Authority {
        public ByRobot {
            grants = List.copyOf(grants);
        }

        /** The name that it logs in by. */
        public String name() {
            return RobotName.of(organisation, label);
        }

        /** What it may do with this repository. */
        Set<Right> rights(RepositoryName repository) {
            return organisation.equals(repository.namespace()) ? TokenGrant.rights(grants, repository) : Set.of();
        }
    }

    /**
     * A token of the token server: what it grants, and nothing else.
     *
     * @param origin by what its bearer got it
     * @param limit the rights that its bearer may have at most, whatever it asks the token server for
     * @param grants the rights that it carries
     * @param catalogue whether it carries the right to list repositories
     */
    record ByGrants(Authority origin, Set<Right> limit, Map<RepositoryName, Set<Right>> grants, boolean catalogue)
            implements Authority {
        public ByGrants {
            limit = Set.copyOf(limit);
            grants = Map.copyOf(grants);
        }

        /** For whom it was made; empty for a stranger or a robot. */
        public Optional<Account> account() {
            return origin.behind();
        }
    }

    /** The account that acts; empty for strangers and robots. */
    default Optional<Account> behind() {
        return switch (this) {
            case Open open -> Optional.empty();
            case Anonymous anonymous -> Optional.empty();
            case ByPassword(Account account) -> Optional.of(account);
            case BySession session -> Optional.of(session.account());
            case ByPersonalToken token -> Optional.of(token.account());
            case ByRobot robot -> Optional.empty();
            case ByGrants token -> token.account();
        };
    }

    /** Under which name it acts: that of an account or of a robot; empty for strangers. */
    default Optional<String> subject() {
        return switch (this) {
            case ByRobot robot -> Optional.of(robot.name());
            case ByGrants token -> token.origin().subject();
            default -> behind().map(Account::name);
        };
    }
}
