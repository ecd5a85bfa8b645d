package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodesReportTest {
    @Test
    void markdown_hasATableOfEachSectionWithItsOwnColumns() {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        rates.put("Berth", List.of(3.0));
        rates.put("AWS SDK", List.of(4.0));
        Section uploads = new Section(
                "Upload",
                List.of(Figure.of("Rate", "GB/s", rates).wanting(Bar.atLeast(0.8, "AWS SDK"))),
                List.of("The processor was the limit."));
        Section pulls = new Section(
                "Pull", List.of(Figure.of("Rate", "requests/s", Map.of("1 node", List.of(7.0)))), List.of());
        NodesReport report = new NodesReport(
                "./berth bench --nodes",
                Duration.ofSeconds(100),
                Map.of("Kernel", "6"),
                List.of(uploads, pulls),
                List.of("scale: refused"));
        assertThat(report.markdown())
                .contains("it took 2 minutes")
                .contains("| Kernel | 6 |")
                .contains("**Failed:** scale: refused")
                .contains("|  | unit | Berth | AWS SDK | ratio | bar |  |\n|---|---|--:|--:|--:|---|---|\n")
                .contains(
                        "| Rate | GB/s | 3 | 4 | 0.75 | ≥ 0.8 × AWS SDK | **missed** |\n\nThe processor was the limit.\n")
                .contains("|  | unit | 1 node | ratio | bar |  |\n")
                .contains("| Rate | requests/s | 7 |  |  |  |\n");
    }
}
