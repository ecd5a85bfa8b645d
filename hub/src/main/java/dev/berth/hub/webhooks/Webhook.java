package dev.berth.hub.webhooks;

import dev.berth.hub.EventKind;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An address that is called when something happens.
 *
 * @param secret what its calls are signed with
 * @param disabledBecause why Berth itself has disabled it
 */
public record Webhook(
        long id,
        Subject subject,
        Draft draft,
        String secret,
        Optional<String> disabledBecause,
        Instant createdAt,
        String createdBy) {

    /**
     * What its maker chooses.
     *
     * @param name what its maker calls it
     * @param kinds what it is told of
     * @param enabled whether it is called
     */
    public record Draft(String name, URI url, Set<EventKind> kinds, Format format, boolean enabled) {
        public Draft {
            kinds = Set.copyOf(kinds);
        }
    }

    /** Whether it wants to be told of events of this kind. */
    boolean wants(EventKind kind) {
        return draft.enabled() && draft.kinds().contains(kind);
    }
}
