package dev.berth.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;

/** Bounds how many accounts one address asks for: a generous number at first, then one at a time. */
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

    /** @throws SignInFailure when this address has to wait */
    synchronized void take(String address) {
        String place = SignInThrottle.place(address);
        long now = clock.millis();
        Long known = usedUntil.getIfPresent(place);
        long used = Math.max(now, known == null ? 0 : known) + THEN_EVERY.toMillis();
        long early = used - now - THEN_EVERY.toMillis() * AT_FIRST;
        if (early > 0) {
            throw SignInFailure.later("too many accounts from one address", Duration.ofMillis(early));
        }
        usedUntil.put(place, used);
    }
}
