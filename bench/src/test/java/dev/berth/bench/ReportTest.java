package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "51234.4 | 51,234",
                "100 | 100",
                "61.26 | 61.3",
                "40 | 40",
                "2.5 | 2.5",
                "1 | 1",
                "0.0476 | 0.048",
                "0 | 0"
            })
    void number_keepsThreeDigits(double value, String text) {
        assertThat(Report.number(value)).isEqualTo(text);
    }

    @Test
    void markdown_namesMissedBarsAndFailures() {
        Figure figure = Figure.of("Start", "s", Map.of("Berth", List.of(0.9))).wanting(Bar.atMost(0.8));
        Report report = new Report("./berth bench", Map.of("Kernel", "6"), List.of(figure), List.of("push: refused"));
        assertThat(report.markdown())
                .contains("| Kernel | 6 |")
                .contains("| Start | s | 0.9 |  |  |  |  | ≤ 0.8 | **missed** |")
                .contains("**Failed:** push: refused")
                .contains("| Start, s | 1 |\n|---|--:|\n| Berth | 0.9 |\n");
    }
}
