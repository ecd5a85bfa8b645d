package dev.berth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.storage.Location;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterStateTest {
    private static WriterState.Parts parts(Optional<String> tail, int... numbers) {
        BitSet set = new BitSet();
        for (int number : numbers) {
            set.set(number);
        }
        return new WriterState.Parts("2~aB.c_d-1=", set, 5L << 40, tail);
    }

    @Test
    void parse_ofWhatIsWritten_givesTheSame() {
        for (WriterState state : List.of(
                new WriterState.Nothing(),
                new WriterState.Whole(),
                parts(Optional.empty(), 1),
                parts(Optional.of("00ff"), 1, 2, 3, 7, 9, 10_000))) {
            assertThat(WriterState.parse(state.toString())).isEqualTo(state);
        }
    }

    @Test
    void toString_ofTenThousandParts_isShort() {
        int[] all =
                java.util.stream.IntStream.rangeClosed(1, PartSizes.MOST_PARTS).toArray();

        assertThat(parts(Optional.empty(), all)).hasToString("parts 2~aB.c_d-1= 1-10000 5497558138880");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "parts",
                "parts id",
                "parts id 1-2 x",
                "parts id 2-1 5",
                "parts id 0-1 5",
                "object 5",
                "parts id 1-10001 5",
                "parts id 1 5",
                "parts id  5",
                "parts id 1-2 5 tail more",
                "parts  1-2 5",
                " "
            })
    void parse_ofAnythingElse_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WriterState.parse(text));
    }

    @Test
    void location_isThatOfObjectsAndTailsAlone() {
        Keys keys = new Keys("a/");
        Location location = Location.fresh();

        assertThat(keys.location(keys.object(location))).contains(location);
        assertThat(keys.location(keys.tail(location, Keys.freshTail()))).contains(location);
        assertThat(keys.location(keys.freshProbe())).isEmpty();
        assertThat(keys.location("b/" + keys.object(location))).isEmpty();
        assertThat(keys.location(keys.object(location) + "0")).isEmpty();
        assertThat(keys.location(keys.object(location).substring(1))).isEmpty();
        assertThat(keys.location("a/readme")).isEmpty();
    }
}
