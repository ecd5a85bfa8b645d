package dev.berth.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeFormatTest {
    private static final long LARGEST = 1000L << 40;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "4194304, 4194304",
        "64KiB, 65536",
        "4MiB, 4194304",
        "3GiB, 3221225472",
        "2TiB, 2199023255552",
        "1000TiB, 1099511627776000"
    })
    void parse_ofASize_givesItsBytes(String text, long expected) {
        assertThat(SizeFormat.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "KiB",
                "4MB",
                "4mib",
                "4 MiB",
                "-1",
                "+1",
                "1.5MiB",
                "4MiBKiB",
                "1001TiB",
                "1099511627776001",
                "18446744073709551616",
                "9007199254740993TiB"
            })
    void parse_ofAnythingElse_isEmpty(String text) {
        assertThat(SizeFormat.parse(text)).isEmpty();
    }

    @Property
    void parse_ofWhatPrintWrote_givesTheSame(@ForAll @LongRange(min = 0, max = LARGEST) long bytes) {
        assertThat(SizeFormat.parse(SizeFormat.print(bytes))).contains(bytes);
    }

    @Property
    void parse_ofWholeUnits_givesTheSame(@ForAll @LongRange(min = 0, max = 1000) long count) {
        assertThat(SizeFormat.parse(SizeFormat.print(count << 20))).contains(count << 20);
    }

    @Property
    void parse_ofAnyText_isWithinBounds(@ForAll String text) {
        SizeFormat.parse(text).ifPresent(bytes -> assertThat(bytes).isBetween(0L, LARGEST));
    }

    @FuzzTest
    void parse_ofHostileText_isWithinBounds(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        SizeFormat.parse(text).ifPresent(bytes -> assertThat(bytes).isBetween(0L, LARGEST));
    }
}
