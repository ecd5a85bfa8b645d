package dev.berth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentRequestsTest {
    private static final String PATH = "/v2/ada/app/manifests/latest";

    private final RecentRequests recent = new RecentRequests();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE - 1_000_000_000_000L, -1_000_000_000_000_000L, -1_000_000_000L})
    void contains_withinHalfAMinute_isTrue(long now) {
        recent.add("GET", PATH, now);

        assertThat(recent.contains("GET", PATH, now)).isTrue();
        assertThat(recent.contains("GET", PATH, now + TimeUnit.SECONDS.toNanos(29)))
                .isTrue();
        assertThat(recent.contains("GET", PATH, now + TimeUnit.SECONDS.toNanos(40)))
                .isFalse();
    }

    @Test
    void contains_whatWasNotServed_isFalse() {
        recent.add("GET", PATH, 5_000_000_000L);

        assertThat(recent.contains("HEAD", PATH, 5_000_000_000L)).isFalse();
        assertThat(recent.contains("GET", PATH + "1", 5_000_000_000L)).isFalse();
        assertThat(new RecentRequests().contains("GET", PATH, 0)).isFalse();
    }
}
