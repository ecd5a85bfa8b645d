package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HubReportTest {
    private static Figure figure(String title, double stranger, double person) {
        Map<String, List<Double>> rounds = new LinkedHashMap<>();
        rounds.put("SQLite, stranger", List.of(stranger));
        rounds.put("SQLite, person", List.of(person));
        return Figure.of(title, "ms", rounds);
    }

    @Test
    void markdown_judgesByTheSlowestColumn() {
        Section search = new Section(
                "Search: medians",
                List.of(
                        figure("one word", 3, 50).wanting(Bar.atMost(50)),
                        figure("two words", 3, 51).wanting(Bar.atMost(50)),
                        figure("a push", 80, 90)),
                List.of());
        HubReport report = new HubReport(
                "./berth bench --hub",
                Duration.ofSeconds(100),
                Map.of("Kernel", "6"),
                "It is large.",
                List.of(search),
                List.of("one tag: refused"));
        assertThat(report.markdown())
                .contains("it took 2 minutes")
                .contains("It is large.")
                .contains("**Failed:** one tag: refused")
                .contains("**1 of 2 kinds of pages meet their bar.**")
                .contains("| ms | SQLite, stranger | SQLite, person | bar |  |\n|---|--:|--:|---|---|\n")
                .contains("| one word | 3 | 50 | ≤ 50 | met |\n")
                .contains("| two words | 3 | 51 | ≤ 50 | **missed** |\n")
                .contains("| a push | 80 | 90 |  |  |\n");
    }
}
