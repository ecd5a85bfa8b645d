package dev.berth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInThrottleTest {
    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.1";

    private final SettableClock clock = new SettableClock();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    private void fail(String account, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.begin(account, address);
        }
    }

    private static Duration wait(ThrowingCallable call) {
        List<Duration> waits = new ArrayList<>();
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SignInFailure.class, failure -> failure.retryAfter().ifPresent(waits::add));
        return waits.getFirst();
    }

    @Test
    void begin_afterFiveWrongTries() {
        fail("anna", HERE, 5);

        assertThat(wait(() -> throttle.begin("anna", HERE))).isEqualTo(Duration.ofSeconds(1));
        assertThat(wait(() -> throttle.check("anna", HERE))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void begin_waitsTwiceAsLongEachTime() {
        fail("anna", HERE, 5);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            Duration wait = wait(() -> throttle.begin("anna", HERE));
            waits.add(wait.toSeconds());
            clock.pass(wait);
            throttle.begin("anna", HERE);
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    @Test
    void begin_fromElsewhere() {
        fail("anna", HERE, 5);

        assertThatCode(() -> throttle.begin("anna", ELSEWHERE)).doesNotThrowAnyException();
        assertThatCode(() -> throttle.check("anna", ELSEWHERE)).doesNotThrowAnyException();
    }

    @Test
    void begin_forAnotherAccount() {
        fail("anna", HERE, 5);

        assertThatCode(() -> throttle.begin("bert", HERE)).doesNotThrowAnyException();
    }

    @Test
    void begin_fromAddressThatTriesManyAccounts() {
        for (int i = 0; i < 20; i++) {
            fail("account" + i, HERE, 1);
        }

        assertThat(wait(() -> throttle.begin("anna", HERE))).isEqualTo(Duration.ofSeconds(1));
        assertThatCode(() -> throttle.begin("anna", ELSEWHERE)).doesNotThrowAnyException();
    }

    @Test
    void begin_afterTriesWereForgiven() {
        fail("anna", HERE, 5);
        clock.pass(Duration.ofMinutes(51));

        assertThatCode(() -> fail("anna", HERE, 4)).doesNotThrowAnyException();
    }

    @Test
    void succeeded_forgives() {
        for (int i = 0; i < 50; i++) {
            throttle.begin("anna", HERE);
            throttle.succeeded("anna", HERE);
        }

        assertThatCode(() -> fail("anna", HERE, 4)).doesNotThrowAnyException();
    }

    @Test
    void succeeded_doesNotForgiveTriesForOtherAccounts() {
        for (int i = 0; i < 19; i++) {
            fail("account" + i, HERE, 1);
        }
        throttle.begin("anna", HERE);
        throttle.succeeded("anna", HERE);

        throttle.begin("account19", HERE);
        assertThat(wait(() -> throttle.begin("account20", HERE))).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:ffff::1, true",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:3:3:4:5:6, false",
        "192.0.2.1,            192.0.2.2,            false",
        "::ffff:192.0.2.1,     192.0.2.1,            true",
        "fe80::1%unknown,      fe80::2,              false",
    })
    void place_ofNeighbours(String one, String other, boolean same) {
        assertThat(SignInThrottle.place(one).equals(SignInThrottle.place(other)))
                .isEqualTo(same);
    }
}
