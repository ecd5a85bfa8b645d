package dev.berth.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which events somebody wants to see.
 *
 * @param scope whose they are
 * @param kinds their kinds, or the first parts of these, as {@code tag}; all where there are none
 * @param actor who did it
 * @param from not before this moment
 * @param to before this moment
 */
public record EventFilter(
        Scope scope, List<String> kinds, Optional<String> actor, Optional<Instant> from, Optional<Instant> to) {
    /** How many kinds may be named. */
    public static final int MOST_KINDS = 10;

    public EventFilter {
        kinds = List.copyOf(kinds);
        if (kinds.size() > MOST_KINDS) {
            throw new IllegalArgumentException("at most " + MOST_KINDS + " kinds at a time");
        }
    }

    /** Everything of this scope. */
    public static EventFilter of(Scope scope) {
        return new EventFilter(scope, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with these kinds alone. */
    public EventFilter only(List<String> these) {
        return new EventFilter(scope, these, actor, from, to);
    }

    /** Whose events they are. */
    public sealed interface Scope {
        /** Everybody's. */
        record Everything() implements Scope {}

        /** A person's or an organisation's. */
        record Namespace(String name) implements Scope {}

        /** A repository's. */
        record Repository(long id) implements Scope {}
    }
}
