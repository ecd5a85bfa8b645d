package dev.berth.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token that belongs to an organisation, without its secret.
 *
 * @param label its name within the organisation
 * @param grants what it may do with which repositories
 * @param enabled whether the organisation has it switched on
 * @param createdBy the name of the account that made it, which it outlives
 * @param lastUsedAt when it was last used, to the minute
 */
public record Robot(
        long id,
        String label,
        List<TokenGrant> grants,
        boolean enabled,
        String createdBy,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {
    public Robot {
        grants = List.copyOf(grants);
    }

    /** The name that it logs in by, as one of this organisation. */
    public String login(String organisation) {
        return RobotName.of(organisation, label);
    }

    /** Why it is good for nothing now; empty when it is good. */
    Optional<String> defect(Instant now) {
        if (!enabled) {
            return Optional.of("the robot's token is switched off");
        }
        return expiresAt.filter(expiry -> !expiry.isAfter(now)).map(expiry -> "the robot's token expired on " + expiry);
    }

    /** The same with these grants. */
    Robot with(List<TokenGrant> others) {
        return new Robot(id, label, others, enabled, createdBy, createdAt, expiresAt, lastUsedAt);
    }
}
