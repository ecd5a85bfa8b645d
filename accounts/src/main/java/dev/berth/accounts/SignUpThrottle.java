package dev.berth.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;

/** Bounds how many accounts, or mails, somebody asks for: a generous number at first, then one at a time. */
final class SignUpThrottle {
    private static final int AT_FIRST = 60;
    private static final Duration THEN_EVERY = Duration.ofSeconds(30);
    private static final int REMEMBERED = 20_000;

    private final Clock clock;

    /** Until when an address has used its share; it may run ahead of the clock by what is granted at first. */
    private final Cache<String, Long> usedUntil = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    SignUpThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Lets this one go on.
     *
     * @param address where the request came from, or the name of the account that it is by
     * @throws SignInFailure when it has to wait
     */
    synchronized void take(String address) {
        String place = SignInThrottle.place(address);
        long now = clock.millis();
        Long known = usedUntil.getIfPresent(place);
        long used = Math.max(now, known == null ? 0 : known) + THEN_EVERY.toMillis();
        long early = used - now - THEN_EVERY.toMillis() * AT_FIRST;
        if (early > 0) {
            throw SignInFailure.later("too many requests of this kind", Duration.ofMillis(early));
        }
        usedUntil.put(place, used);
    }
}
