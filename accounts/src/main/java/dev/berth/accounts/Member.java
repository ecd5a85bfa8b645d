package dev.berth.accounts;

import java.time.Instant;
import java.util.List;

/**
 * Somebody in an organisation.
 *
 * @param username the name of the account
 * @param teams the names of the organisation's teams that it is in
 */
public record Member(String username, Standing role, List<String> teams, Instant joinedAt) {
    public Member {
        teams = List.copyOf(teams);
    }

    /** What somebody is in an organisation. */
    public enum Standing {
        /** May do everything with the organisation and its repositories. */
        OWNER,
        /** May do what his teams may. */
        MEMBER
    }
}
