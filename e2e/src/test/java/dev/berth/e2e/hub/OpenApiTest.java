package dev.berth.e2e.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Command;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.Tools;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The document that describes the REST API, and what others make of it; the client is in {@code e2e/generated-client}. */
@ExtendWith(ServerLogs.class)
class OpenApiTest {
    private static final Path CLIENT = Path.of("generated-client").toAbsolutePath();
    private static final Path GENERATED = CLIENT.resolve("target");

    @Test
    void document_isValid_andAClientGeneratedFromItWorks(@TempDir Path folder) throws IOException {
        Tools.require("node", "npm");
        in("npm", "ci", "--silent").succeeds();
        try (RunningBerth berth = RunningBerth.start(Start.on(folder.resolve("data")))) {
            Path document = Files.createDirectories(GENERATED).resolve("openapi.json");
            Files.write(
                    document,
                    Wire.anonymous(berth.uri())
                            .get("/api/openapi.json")
                            .expect(200)
                            .body());

            in("node", "validate.mjs", document.toString()).succeeds();
            in("npx", "--no-install", "openapi-typescript", document.toString(), "-o", "target/schema.d.ts")
                    .succeeds();
            in("npx", "--no-install", "tsc").succeeds();
            Command smoke = in("node", "target/js/smoke.js", berth.uri().toString(), document.toString());
            assertThat(smoke.with(Start.ADMIN_PASSWORD).succeeds()).contains("the generated client works");
        }
    }

    private static Command in(String... words) {
        return Command.of("env", "--chdir", CLIENT.toString()).with(words);
    }
}
