package dev.berth.registry;

import java.util.Locale;
import java.util.Set;

/**
 * Orders tags as people count: {@code 1.10} behind {@code 1.9}, {@code 1.0-rc1} before {@code 1.0}, names before numbers, and
 * {@code latest} behind all. The order of the keys' bytes is the order of the tags.
 */
public final class VersionKey {
    /** What each piece begins with; their order is that of the pieces at one place of a tag. */
    private static final char BEFORE_RELEASE = '1';

    private static final char END = '2';
    private static final char WORD = '3';
    private static final char NUMBER = '5';
    private static final String NEWEST = "~";

    private static final Set<String> NOT_YET_RELEASED =
            Set.of("alpha", "beta", "rc", "pre", "preview", "dev", "snapshot", "nightly", "canary", "m");

    private VersionKey() {}

    /** The key of the tag with this name. */
    public static String of(String tag) {
        if (tag.equals("latest")) {
            return NEWEST;
        }
        StringBuilder key = new StringBuilder();
        int at = startsWithVersion(tag) ? 1 : 0;
        while (at < tag.length()) {
            char c = tag.charAt(at);
            int end = at + 1;
            if (isDigit(c)) {
                while (end < tag.length() && isDigit(tag.charAt(end))) {
                    end++;
                }
                appendNumber(key, tag.substring(at, end));
            } else if (isLetter(c)) {
                while (end < tag.length() && isLetter(tag.charAt(end))) {
                    end++;
                }
                String word = tag.substring(at, end).toLowerCase(Locale.ROOT);
                key.append(!key.isEmpty() && NOT_YET_RELEASED.contains(word) ? BEFORE_RELEASE : WORD)
                        .append(word);
            }
            at = end;
        }
        return key.append(END).toString();
    }

    /** Of two numbers the one with more digits is larger, so a key tells their number first. */
    private static void appendNumber(StringBuilder key, String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        String number = digits.substring(zeros);
        key.append(NUMBER)
                .append((char) ('!' + Math.min(number.length(), '~' - '!')))
                .append(number);
    }

    private static boolean startsWithVersion(String tag) {
        return tag.length() > 1 && (tag.charAt(0) == 'v' || tag.charAt(0) == 'V') && isDigit(tag.charAt(1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
