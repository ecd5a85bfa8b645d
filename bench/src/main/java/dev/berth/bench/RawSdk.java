package dev.berth.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The process of {@link RawUpload}, on the SDK that is inside the jar of the Berth that is measured. */
final class RawSdk implements AutoCloseable {
    private static final Path PROGRAM = Path.of("bench/src/main/java/dev/berth/bench/RawUpload.java");

    /** What Berth has by default: parts of 8 MiB, and three of each upload under way. */
    private static final int PART = 8 << 20;

    private static final int PARTS_AT_A_TIME = 3;

    private final Process process;
    private final Path errors;
    private final Writer input;
    private final BufferedReader output;

    private RawSdk(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.input = process.outputWriter();
        this.output = process.inputReader();
    }

    /** Starts the program, which makes so many objects of this size in a turn, some of them at a time. */
    static RawSdk start(NodesRun run, String bucket, int objects, int atATime, long size) throws IOException {
        Path jar = run.options().launcher().toRealPath().resolveSibling("cli/target/berth.jar");
        Stream<Object> command = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                jar,
                PROGRAM,
                run.store().address(),
                bucket,
                ObjectStore.ACCESS_KEY,
                ObjectStore.SECRET_KEY,
                PART,
                size / PART,
                PARTS_AT_A_TIME,
                objects,
                atATime);
        List<String> words = command.map(String::valueOf).toList();
        Path errors = run.workspace().path("raw-sdk.err");
        return new RawSdk(
                new ProcessBuilder(words).redirectError(errors.toFile()).start(), errors);
    }

    /** Uploads, and answers the seconds that it took. */
    double upload() throws IOException {
        input.write("\n");
        input.flush();
        String seconds = output.readLine();
        if (seconds == null) {
            throw new IllegalStateException("the uploads by the SDK failed: " + Files.readString(errors));
        }
        return Double.parseDouble(seconds);
    }

    double cpuSeconds() {
        return ProcessFiles.cpuSeconds(process.pid());
    }

    /** Ends the program, which reads the end of its input. */
    @Override
    public void close() throws IOException {
        input.close();
        process.onExit().join();
    }
}
