package dev.berth.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencePageTest {
    @Test
    void render_isThePageInTheDocumentation() throws IOException {
        assertThat(Path.of("..", "docs", "configuration.md"))
                .as("after a change of the settings: ./berth config reference > docs/configuration.md")
                .hasContent(ReferencePage.render());
    }

    @Test
    void exampleFile_readAsConfiguration_setsEveryDefault(@TempDir Path folder) throws Exception {
        String page = ReferencePage.render();
        String begin = "```yaml\n";
        String example = page.substring(page.indexOf(begin) + begin.length(), page.lastIndexOf("```\n"));
        Path file = Files.writeString(folder.resolve("berth.yaml"), example);

        EffectiveSettings settings = EffectiveSettings.of(Optional.of(file), Map.of(), Map.of());

        assertThat(settings.lines()).noneMatch(line -> line.source().equals("default"));
        assertThat(Configuration.of(settings))
                .isEqualTo(Configuration.of(EffectiveSettings.of(Optional.empty(), Map.of(), Map.of())));
    }
}
