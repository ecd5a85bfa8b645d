package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Set<String> MEASUREMENTS = Set.of("blob", "push", "start");

    @Test
    void parse_ofNothing_isTheWholeRun() {
        Options options = Options.parse(List.of(), MEASUREMENTS);
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.whole()).isTrue();
        assertThat(options.wants("blob")).isTrue();
    }

    @Test
    void parse_only_isAPart() {
        Options options = Options.parse(List.of("--rounds", "3", "--only", "blob,push"), MEASUREMENTS);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.whole()).isFalse();
        assertThat(options.wants("push")).isTrue();
        assertThat(options.wants("start")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fast", "--rounds", "--rounds x", "--rounds 0", "--only blobs", "--only"})
    void parse_ofNonsense_isRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of(line.split(" ")), MEASUREMENTS));
    }
}
