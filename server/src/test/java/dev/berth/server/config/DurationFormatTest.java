package dev.berth.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationFormatTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "0s, PT0S",
        "0ms, PT0S",
        "30s, PT30S",
        "15m, PT15M",
        "24h, PT24H",
        "7d, PT168H",
        "007s, PT7S",
        "36500d, PT876000H",
        "3153600000000ms, PT876000H"
    })
    void parse_ofADuration_givesIt(String text, Duration expected) {
        assertThat(DurationFormat.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "ms",
                "5",
                "5x",
                "-5s",
                "+5s",
                " 5s",
                "5s ",
                "5 s",
                "5S",
                "1.5s",
                "1h30m",
                "٣s",
                "5sm",
                "36501d",
                "3153600000001ms",
                "9223372036854775807d",
                "99999999999999999999999999ms"
            })
    void parse_ofAnythingElse_isEmpty(String text) {
        assertThat(DurationFormat.parse(text)).isEmpty();
    }

    @Property
    void parse_ofWhatPrintWrote_givesTheSame(@ForAll @LongRange(min = 0, max = 3_153_600_000_000L) long milliseconds) {
        Duration duration = Duration.ofMillis(milliseconds);
        assertThat(DurationFormat.parse(DurationFormat.print(duration))).contains(duration);
    }

    @Property
    void parse_ofAnyText_isWithinBounds(@ForAll String text) {
        DurationFormat.parse(text).ifPresent(DurationFormatTest::isWithinBounds);
    }

    @FuzzTest
    void parse_ofHostileText_isWithinBounds(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        DurationFormat.parse(text).ifPresent(DurationFormatTest::isWithinBounds);
    }

    private static void isWithinBounds(Duration duration) {
        assertThat(duration).isBetween(Duration.ZERO, DurationFormat.LONGEST);
    }
}
