package dev.berth.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program with its words, environment and what it reads, run to its end. */
public record Command(List<String> words, Map<String, String> environment, String input) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... words) {
        return new Command(List.of(words), Map.of(), "");
    }

    public Command with(String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Command(all, environment, input);
    }

    public Command env(String name, String value) {
        var all = new HashMap<>(environment);
        all.put(name, value);
        return new Command(words, all, input);
    }

    public Command env(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new Command(words, all, input);
    }

    /** The same program that reads this from its standard input. */
    public Command reading(String text) {
        return new Command(words, environment, text);
    }

    /** Runs it and answers its output, without the last line break; a failure of the program fails the test. */
    public String succeeds() {
        var outcome = run();
        assertThat(outcome.exit()).as("%s%n%s", this, outcome.said()).isZero();
        return outcome.output().strip();
    }

    /** Runs it and answers what it said, on both streams; a success of the program fails the test. */
    public String fails() {
        var outcome = run();
        assertThat(outcome.exit()).as("%s%n%s", this, outcome.said()).isNotZero();
        return outcome.said();
    }

    public Outcome run() {
        try {
            Path output = Files.createTempFile("berth-e2e", ".out");
            Path errors = Files.createTempFile("berth-e2e", ".err");
            try {
                return run(output, errors);
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(toString(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(toString(), interrupted);
        }
    }

    private Outcome run(Path output, Path errors) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BERTH_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (Writer writer = process.outputWriter(StandardCharsets.UTF_8)) {
            writer.write(input);
        }
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(this + " did not end within " + PATIENCE + "\n" + Files.readString(output)
                    + Files.readString(errors));
        }
        return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    /** How a program ended, and what it wrote. */
    public record Outcome(int exit, String output, String errors) {
        public String said() {
            return output + errors;
        }
    }
}
