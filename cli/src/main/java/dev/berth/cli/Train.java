package dev.berth.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a server on what clients really send, so that the Java machine can keep what it learned in a cache ("AOT cache",
 * JEP 514) and start from there. The launcher calls it after a build; it is no command for people.
 */
final class Train {
    private static final long LONGEST_MINUTES = 2;

    private Train() {}

    /** Runs the Java machine with these options, among them the one that names the cache to write. */
    public static void main(String[] options) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("berth-training");
        try {
            List<String> command = new ArrayList<>(List.of(options));
            command.addAll(List.of("dev.berth.cli.Berth", "serve", "--port", "0", "--data", data.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().keySet().removeIf(name -> name.startsWith("BERTH_"));
            Process server = builder.start();
            boolean right = exercise(server);
            server.destroy();
            if (!server.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                server.destroyForcibly();
                right = false;
            }
            System.exit(right ? 0 : 1);
        } finally {
            delete(data);
        }
    }

    private static boolean exercise(Process server) throws IOException, InterruptedException {
        String prefix = "Berth is ready at ";
        BufferedReader out = server.inputReader();
        String line = out.readLine();
        if (line == null || !line.startsWith(prefix)) {
            System.err.println("training: the server does not start");
            return false;
        }
        TrainingClient client = new TrainingClient(URI.create(line.substring(prefix.length())));
        try {
            client.run();
        } catch (IOException e) {
            System.err.println("training: " + e.getMessage());
            return false;
        }
        return true;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
