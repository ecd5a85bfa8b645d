package dev.berth.server.config;

import java.time.Duration;
import java.util.Optional;

/** How a duration is written: a whole number and one of the units {@code ms}, {@code s}, {@code m}, {@code h}, {@code d}. */
final class DurationFormat {
    /** A hundred years: the sum with the time of day stays far from where milliseconds overflow. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    private DurationFormat() {}

    private enum Unit {
        DAY("d", 86_400_000),
        HOUR("h", 3_600_000),
        MINUTE("m", 60_000),
        SECOND("s", 1000),
        MILLISECOND("ms", 1);

        private final String suffix;
        private final long milliseconds;

        Unit(String suffix, long milliseconds) {
            this.suffix = suffix;
            this.milliseconds = milliseconds;
        }
    }

    /** The duration that the text stands for; empty when it stands for none, or for one beyond {@link #LONGEST}. */
    static Optional<Duration> parse(String text) {
        for (Unit unit : Unit.values()) {
            if (text.endsWith(unit.suffix)) {
                Optional<Duration> duration = WholeNumber.parse(
                                text.substring(0, text.length() - unit.suffix.length()),
                                LONGEST.toMillis() / unit.milliseconds)
                        .map(number -> Duration.ofMillis(number * unit.milliseconds));
                if (duration.isPresent()) {
                    return duration;
                }
            }
        }
        return Optional.empty();
    }

    /** The shortest text for this duration, in the longest unit that divides it; parts of a millisecond are left out. */
    static String print(Duration duration) {
        long milliseconds = duration.toMillis();
        if (milliseconds == 0) {
            return "0s";
        }
        for (Unit unit : Unit.values()) {
            if (milliseconds % unit.milliseconds == 0) {
                return milliseconds / unit.milliseconds + unit.suffix;
            }
        }
        throw new IllegalStateException("a duration is no whole number of milliseconds: " + duration);
    }
}
