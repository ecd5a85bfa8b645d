package dev.berth.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tags come in the order in which people count. */
class VersionKeyTest {

    @Test
    void of_tags_sortsThemAsPeopleDo() {
        List<String> ordered = List.of(
                "alpine",
                "edge",
                "0.9",
                "1",
                "1.0-alpha",
                "1.0-beta2",
                "1.0-rc1",
                "1.0-rc2",
                "1.0-rc10",
                "1.0",
                "1.0-alpine",
                "1.0.1",
                "1.2",
                "v1.9",
                "1.10",
                "1.10.0",
                "2",
                "10",
                "20240101",
                "20241231",
                "latest");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));

        shuffled.sort(Comparator.comparing(VersionKey::of));

        assertThat(shuffled).containsExactlyElementsOf(ordered);
    }

    @Test
    void of_numbersWithZerosInFront_goesByWhatTheyAreWorth() {
        assertThat(VersionKey.of("1.007")).isEqualTo(VersionKey.of("1.7"));
        assertThat(VersionKey.of("1.0")).isLessThan(VersionKey.of("1.00000000000000000000000000001"));
        assertThat(VersionKey.of("9".repeat(128))).isGreaterThan(VersionKey.of("9".repeat(90)));
    }
}
