package dev.berth.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileFuzzTest {
    @TempDir
    static Path folder;

    @FuzzTest
    void of_anyBytes_givesSettingsOrOneLineForEachProblem(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("berth.yaml"), content);
        try {
            assertThat(EffectiveSettings.of(Optional.of(file), Map.of(), Map.of())
                            .lines())
                    .isNotEmpty();
        } catch (ConfigurationFailure e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(
                            problem -> assertThat(problem).doesNotContain("\n").startsWith(file.toString()));
        }
    }
}
