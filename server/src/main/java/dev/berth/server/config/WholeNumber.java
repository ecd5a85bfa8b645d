package dev.berth.server.config;

import java.util.Optional;

/** How a whole number is written: ASCII digits, and no sign, point or space. */
final class WholeNumber {
    private WholeNumber() {}

    /** The number that the text stands for; empty when it stands for none, or for one above the largest. */
    static Optional<Long> parse(String text, long largest) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > (largest - digit) / 10) {
                return Optional.empty();
            }
            number = number * 10 + digit;
        }
        return Optional.of(number);
    }
}
