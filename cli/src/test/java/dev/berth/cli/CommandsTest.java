package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.server.config.ReferencePage;
import dev.berth.server.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    serv                  | berth: Unmatched argument at index 0: 'serv'; did you mean 'serve'?; see 'berth --help'
                    serve --prot 1        | berth: Unknown options: '--prot', '1'; see 'berth serve --help'
                    serve --port          | berth: Missing required parameter for option '--port' (PORT); see 'berth serve --help'
                    serve --port x        | berth: --port is 'x'; expected is a number from 0 to 65535
                    serve --config nowhere| berth: nowhere: there is no such file
                    config                | berth: Missing required subcommand; see 'berth config --help'
                    config check --port 1 | berth: Unknown options: '--port', '1'; see 'berth config check --help'
                    """)
    void execute_ofWhatCannotBe_saysWhyInOneLine(String words, String line) {
        assertThat(execute(words.split(" "))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).isEqualTo(line + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_ofEveryCommand_goesToStandardOutput() {
        for (String words : new String[] {"--help", "serve --help", "config check -h", "version --help"}) {
            assertThat(execute(words.split(" "))).isZero();
        }
        assertThat(out.toString()).contains("serve", "--data=DIR", "--port=PORT", "--config=FILE");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void version_namesBerthAndJava() {
        assertThat(execute("version")).isZero();
        assertThat(out.toString()).matches("berth \\S+ \\(Java 2\\d\\S*\\)\\R");
    }

    @Test
    void configCheck_ofARightFile_saysWhatHolds() throws IOException {
        Path file = Files.writeString(folder.resolve("berth.yaml"), "collection:\n  grace: 5s\n");

        assertThat(execute("config", "check", "--config", file.toString())).isZero();
        assertThat(out.toString().lines())
                .hasSizeGreaterThanOrEqualTo(Settings.ALL.size() + 1)
                .startsWith("configuration is valid")
                .anyMatch(line -> line.matches("collection\\.grace +5s +\\Q" + file + "\\E:2"))
                .anyMatch(line -> line.matches("collection\\.interval +1m +default"));
    }

    @Test
    void configCheck_ofAWrongFile_saysEachProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("berth.yaml"), "port: 1\nlog.level: loud\n");

        assertThat(execute("config", "check", "--config", file.toString())).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("berth: " + file + ":"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void configReference_printsThePage() {
        assertThat(execute("config", "reference")).isZero();
        assertThat(out.toString()).isEqualTo(ReferencePage.render());
    }

    private int execute(String... words) {
        CommandLine line = Commands.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(words);
    }
}
