package dev.berth.accounts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * When a token stops being good.
 *
 * @param at never, where it is absent
 */
public record Expiry(Optional<Instant> at) {

    /**
     * What this text says: a time, or never where it is empty.
     *
     * @throws AccountFailure {@link AccountFailure.Kind#INVALID}
     */
    public static Expiry parse(String text) {
        try {
            return new Expiry(
                    text.isEmpty()
                            ? Optional.empty()
                            : Optional.of(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException e) {
            throw TokenTerms.invalid("expires_at: a time such as 2027-01-31T12:00:00Z is needed, or \"\" for never");
        }
    }
}
