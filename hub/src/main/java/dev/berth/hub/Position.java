package dev.berth.hub;

import dev.berth.accounts.api.Call;
import dev.berth.hub.Walk.Place;
import dev.berth.oci.Quoted;
import java.util.Optional;

/**
 * Where a page of results ends and the next begins.
 *
 * @param place the last listing of the page before; empty before the first of the phase
 */
record Position(Phase phase, Optional<Place> place) {
    static final Position START = new Position(Phase.EXACT, Optional.empty());

    /** The parts of the results, one behind the other. */
    enum Phase {
        /** The one with exactly this name. */
        EXACT("e"),
        /** Those where each word begins one of theirs. */
        BEGINS("b"),
        /** Those that hold the words inside. */
        WITHIN("w"),
        /** All of them, sorted otherwise. */
        SORTED("s");

        private final String letter;

        Phase(String letter) {
            this.letter = letter;
        }
    }

    /** The position as text. */
    String text() {
        return phase.letter + place.map(it -> "." + it.id() + "." + it.key()).orElse("");
    }

    /**
     * The position in this text; the start where there is none.
     *
     * @param byName whether places are told by names, not by numbers
     */
    static Position parse(Optional<String> text, boolean byName) {
        if (text.isEmpty()) {
            return START;
        }
        String[] parts = text.get().split("\\.", 3);
        for (Phase phase : Phase.values()) {
            if (phase.letter.equals(parts[0]) && (parts.length == 1 || parts.length == 3)) {
                return new Position(phase, parts.length == 1 ? Optional.empty() : Optional.of(place(parts, byName)));
            }
        }
        throw unknown(text.get());
    }

    private static Place place(String[] parts, boolean byName) {
        try {
            return new Place(byName ? parts[2] : (Object) Long.valueOf(parts[2]), Long.parseLong(parts[1]));
        } catch (NumberFormatException e) {
            throw unknown(String.join(".", parts));
        }
    }

    private static RuntimeException unknown(String text) {
        return Call.invalid("after: no page ends at " + Quoted.of(text));
    }
}
