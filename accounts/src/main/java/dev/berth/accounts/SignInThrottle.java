package dev.berth.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Slows down whoever guesses passwords. Wrong tries are counted for each account and address together, so that a stranger
 * elsewhere cannot lock the account's owner out, and for each address over all accounts. When the free tries are used up,
 * every further one has to wait twice as long as the one before. Tries are forgiven one by one as time passes.
 */
final class SignInThrottle {
    private static final Limit FOR_ACCOUNT = new Limit(5, Duration.ofMinutes(10));
    /** Wider than for one account, since many people may share an address. */
    private static final Limit FOR_ADDRESS = new Limit(20, Duration.ofMinutes(1));

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    private static final int REMEMBERED = 20_000;
    private static final int LONGEST_NAME = 40;

    private final Clock clock;
    private final Cache<String, Tries> tries = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How many wrong tries are free, and how long it takes until one more is forgiven. */
    private record Limit(int free, Duration forgiven) {
        Duration delayAfter(long count) {
            if (count < free) {
                return Duration.ZERO;
            }
            Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(count - free, 20));
            return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
        }
    }

    private record Tries(long count, long last, long blockedUntil) {
        static final Tries NONE = new Tries(0, 0, 0);
    }

    /**
     * Passes a login that needs no counting, because its password is known to be right.
     *
     * @throws SignInFailure when it comes too soon after wrong ones
     */
    void check(String account, String address) {
        long now = clock.millis();
        String place = place(address);
        long until = Math.max(blockedUntil(pair(account, place)), blockedUntil(place));
        if (until > now) {
            throw SignInFailure.later("too many wrong passwords", Duration.ofMillis(until - now));
        }
    }

    /**
     * Passes a login and counts it as wrong until {@link #succeeded} tells otherwise, so that many tries at the same time are
     * no way around the count.
     *
     * @throws SignInFailure when it comes too soon after wrong ones
     */
    synchronized void begin(String account, String address) {
        check(account, address);
        String place = place(address);
        count(pair(account, place), FOR_ACCOUNT);
        count(place, FOR_ADDRESS);
    }

    /** Takes back what {@link #begin} counted, and forgives the account's earlier wrong tries from this address. */
    synchronized void succeeded(String account, String address) {
        String place = place(address);
        tries.invalidate(pair(account, place));
        Tries known = known(place);
        tries.put(place, new Tries(Math.max(0, known.count() - 1), known.last(), 0));
    }

    /** Whether logins of this account from this address have to wait now. */
    boolean slowsAccount(String account, String address) {
        return blockedUntil(pair(account, place(address))) > clock.millis();
    }

    /** Whether all logins from this address have to wait now. */
    boolean slowsAddress(String address) {
        return blockedUntil(place(address)) > clock.millis();
    }

    private void count(String key, Limit limit) {
        long now = clock.millis();
        Tries known = known(key);
        long forgiven = (now - known.last()) / limit.forgiven().toMillis();
        long count = Math.max(0, known.count() - forgiven) + 1;
        tries.put(key, new Tries(count, now, now + limit.delayAfter(count).toMillis()));
    }

    private long blockedUntil(String key) {
        return known(key).blockedUntil();
    }

    private Tries known(String key) {
        Tries known = tries.getIfPresent(key);
        return known == null ? Tries.NONE : known;
    }

    private static String pair(String account, String place) {
        return account.substring(0, Math.min(account.length(), LONGEST_NAME)) + "@" + place;
    }

    /** The address; for IPv6 the network around it, which one customer usually has for himself. */
    static String place(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress known = InetAddress.ofLiteral(address);
            return known instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, 8)
                    : known.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
