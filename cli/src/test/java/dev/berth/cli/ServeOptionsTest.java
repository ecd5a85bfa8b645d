package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.server.config.Setting;
import dev.berth.server.config.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServeOptionsTest {
    @Test
    void read_ofPlainWords_givesFlagsAndFile() {
        assertThat(read("serve")).contains(new ServeOptions(Optional.empty(), Map.of()));
        assertThat(read("serve --open --port 0 --config b.yaml --data d --host ::1"))
                .contains(new ServeOptions(
                        Optional.of(Path.of("b.yaml")),
                        Map.of("--open", "true", "--port", "0", "--data", "d", "--host", "::1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "version",
                "serve --help",
                "serve -h",
                "serve --port",
                "serve --port --open",
                "serve --port=1",
                "serve --port 1 --port 2",
                "serve --prot 1",
                "serve now"
            })
    void read_ofAnythingElse_leavesItToPicocli(String words) {
        assertThat(read(words)).isEmpty();
    }

    @Test
    void serveCommand_hasTheFlagsOfTheTable() {
        CommandLine serve = Commands.line().getSubcommands().get("serve");
        assertThat(serve).isNotNull();
        assertThat(Settings.ALL.stream().map(Setting::flag).flatMap(Optional::stream))
                .isNotEmpty()
                .allSatisfy(flag ->
                        assertThat(serve.getCommandSpec().findOption(flag)).isNotNull());
    }

    @Test
    void flags_readByPicocli_areTheSame() {
        String[] words = {"--open", "--port", "0", "--data", "d", "--host", "h", "--config", "f"};
        Serve serve = new Serve();
        new CommandLine(serve).parseArgs(words);
        String[] plain = Arrays.copyOf(new String[] {"serve"}, words.length + 1);
        System.arraycopy(words, 0, plain, 1, words.length);

        assertThat(ServeOptions.read(plain)).contains(serve.options());
    }

    private static Optional<ServeOptions> read(String words) {
        return ServeOptions.read(words.isEmpty() ? new String[0] : words.split(" "));
    }
}
