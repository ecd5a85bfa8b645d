package dev.berth.server.config;

import java.util.Optional;

/** How a number of bytes is written: a whole number, and {@code KiB}, {@code MiB}, {@code GiB} or {@code TiB} where it is a multiple. */
final class SizeFormat {
    /** A thousand tebibytes: no file here is longer, and sums do not overflow. */
    static final long LARGEST = 1000L << 40;

    private SizeFormat() {}

    private enum Unit {
        TEBIBYTE("TiB", 40),
        GIBIBYTE("GiB", 30),
        MEBIBYTE("MiB", 20),
        KIBIBYTE("KiB", 10),
        BYTE("", 0);

        private final String suffix;
        private final int shift;

        Unit(String suffix, int shift) {
            this.suffix = suffix;
            this.shift = shift;
        }
    }

    /** The number of bytes that the text stands for; empty when it stands for none, or for more than {@link #LARGEST}. */
    static Optional<Long> parse(String text) {
        for (Unit unit : Unit.values()) {
            if (text.endsWith(unit.suffix)) {
                String number = text.substring(0, text.length() - unit.suffix.length());
                return WholeNumber.parse(number, LARGEST >> unit.shift).map(count -> count << unit.shift);
            }
        }
        return Optional.empty();
    }

    /** The shortest text for this many bytes, in the largest unit that divides them. */
    static String print(long bytes) {
        for (Unit unit : Unit.values()) {
            if (bytes != 0 && bytes % (1L << unit.shift) == 0) {
                return (bytes >> unit.shift) + unit.suffix;
            }
        }
        return "0";
    }
}
