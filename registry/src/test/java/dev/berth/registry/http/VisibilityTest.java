package dev.berth.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibilityTest {
    private static boolean visibility(String body) {
        return RepositoryRoutes.visibility(body.getBytes(UTF_8));
    }

    @Test
    void visibility_isPublicOrPrivate() {
        assertThat(visibility("{\"visibility\":\"public\"}")).isTrue();
        assertThat(visibility("{\"visibility\":\"private\"}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[]",
                "\"public\"",
                "{}",
                "{\"visibility\":null}",
                "{\"visibility\":true}",
                "{\"visibility\":\"Public\"}",
                "{\"visibility\":\"private\",\"visibility\":\"public\"}",
                "{\"visibility\":\"private\",\"\\u0076isibility\":\"public\"}",
                "{\"visibility\":\"public\"} {}"
            })
    void visibility_ofAnythingElse_isABadRequest(String body) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> visibility(body))
                .satisfies(it -> assertThat(it.status()).isEqualTo(400));
    }

    @Test
    void visibility_nestedWithoutEnd_isABadRequest() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> visibility("[".repeat(16_000)));
    }
}
