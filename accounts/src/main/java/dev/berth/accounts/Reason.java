package dev.berth.accounts;

/**
 * Why somebody has a role on a repository.
 *
 * @param team the name of the team that gives it; empty where no team does
 * @param target what it is given on: the repository, or {@code namespace/*}
 */
public record Reason(Role role, Kind kind, String team, String target) {

    /** What gives it. */
    public enum Kind {
        /** An administrator may do everything. */
        ADMINISTRATOR,
        /** The repository is in the account's own namespace. */
        NAMESPACE,
        /** The account owns the organisation. */
        OWNER,
        /** A team that the account is in. */
        TEAM,
        /** The account was made a collaborator of this repository. */
        COLLABORATOR,
        /** Everybody may pull what is public. */
        PUBLIC
    }

    static Reason of(Role role, Kind kind, String target) {
        return new Reason(role, kind, "", target);
    }

    /** The sentence for people. */
    public String explanation() {
        return switch (kind) {
            case ADMINISTRATOR -> "administrators may do everything";
            case NAMESPACE -> "the repository is in the account's own namespace";
            case OWNER -> "an owner of the organisation";
            case TEAM -> "the team " + team + " has the role " + role.label() + " on " + target;
            case COLLABORATOR -> "a collaborator with the role " + role.label();
            case PUBLIC -> "everybody may pull a public repository";
        };
    }
}
