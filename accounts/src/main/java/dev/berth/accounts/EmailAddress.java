package dev.berth.accounts;

import java.util.Locale;

/**
 * An address that mail can plausibly be sent to: something before one {@code @}, and a host name after it. Kept in lower
 * case, since no two people share one that differs in case only.
 */
public record EmailAddress(String value) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_LABEL = 63;

    /** @throws AccountFailure {@link AccountFailure.Kind#INVALID} */
    public EmailAddress {
        value = value.toLowerCase(Locale.ROOT);
        int at = value.indexOf('@');
        if (value.length() > LONGEST
                || at < 1
                || at > LONGEST_LOCAL_PART
                || !isLocalPart(value.substring(0, at))
                || !isHost(value.substring(at + 1))) {
            throw new AccountFailure(
                    AccountFailure.Kind.INVALID, "email: an address such as anna@example.org is needed");
        }
    }

    private static boolean isLocalPart(String text) {
        return text.chars()
                .noneMatch(c -> Character.isWhitespace(c)
                        || Character.isISOControl(c)
                        || Character.isSpaceChar(c)
                        || "()<>[]:;,\\\"".indexOf(c) >= 0);
    }

    private static boolean isHost(String text) {
        for (String label : text.split("\\.", -1)) {
            if (label.isEmpty()
                    || label.length() > LONGEST_LABEL
                    || label.startsWith("-")
                    || label.endsWith("-")
                    || !label.chars().allMatch(c -> c == '-' || Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
