package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static final Figure RATES = Figure.of(
            "Reads", "requests/s", Map.of("Berth", List.of(90.0, 400.0, 100.0), "docker-registry", List.of(3.0, 2.0)));

    @Test
    void median_ofOddCount_isTheMiddleOne() {
        assertThat(Figure.median(List.of(90.0, 400.0, 100.0))).isEqualTo(100);
    }

    @Test
    void median_ofEvenCount_isBetweenTheMiddleOnes() {
        assertThat(Figure.median(List.of(9.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }

    @Test
    void ratio_dividesMedians() {
        assertThat(RATES.ratio("docker-registry")).hasValue(40);
    }

    @Test
    void ratio_toContenderWithoutRounds_isEmpty() {
        assertThat(RATES.ratio("nginx")).isEmpty();
    }

    @Test
    void limit_isWhoeverIsNoRegistry() {
        Figure withDisk = Figure.of("Writes", "GB/s", Map.of("Berth", List.of(2.0), Figure.DISK, List.of(4.0)));

        assertThat(withDisk.limit()).contains(Figure.DISK);
        assertThat(withDisk.without(Figure.DISK).limit()).isEmpty();
        assertThat(RATES.limit()).isEmpty();
    }

    @Test
    void met_withoutBar_isEmpty() {
        assertThat(RATES.met()).isEmpty();
    }

    @Test
    void met_atTheBound_isTrue() {
        assertThat(RATES.wanting(Bar.atLeast(40, "docker-registry")).met()).contains(true);
        assertThat(RATES.wanting(Bar.atMost(100)).met()).contains(true);
    }

    @Test
    void met_beyondTheBound_isFalse() {
        assertThat(RATES.wanting(Bar.atLeast(41, "docker-registry")).met()).contains(false);
        assertThat(RATES.wanting(Bar.atMost(39, "docker-registry")).met()).contains(false);
        assertThat(RATES.wanting(Bar.atMost(99)).met()).contains(false);
    }
}
