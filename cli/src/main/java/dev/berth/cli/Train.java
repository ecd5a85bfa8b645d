package dev.berth.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Runs a server on what clients really send, so that the Java machine can keep what it learned in a cache ("AOT cache",
 * JEP 514) and start from there. The launcher calls it after a build; it is no command for people.
 */
final class Train {
    private Train() {}

    /**
     * Prepares what starts use.
     *
     * @param words the folder for SQLite's library, then the command of the Java machine with its options, among them the
     *     one that names the cache to write
     */
    public static void main(String[] words) throws IOException, InterruptedException {
        unpackSqlite(Path.of(words[0]));
        List<String> options = List.of(words).subList(1, words.length);
        Path data = Files.createTempDirectory("berth-training");
        try {
            List<String> command = new ArrayList<>(options);
            command.addAll(List.of("dev.berth.cli.Berth", "serve", "--port", "0", "--data", data.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().keySet().removeIf(name -> name.startsWith("BERTH_"));
            Process server = builder.start();
            BufferedReader out = server.inputReader();
            boolean right = exercise(out.readLine());
            server.toHandle().destroy();
            out.lines().forEach(line -> {}); // what the machine that writes the cache has to tell
            System.exit(right && server.waitFor() == 0 ? 0 : 1);
        } finally {
            delete(data);
        }
    }

    /** Sends a server what clients send, and tells whether it answered as it should. */
    private static boolean exercise(@Nullable String ready) throws InterruptedException {
        String prefix = "Berth is ready at ";
        if (ready == null || !ready.startsWith(prefix)) {
            System.err.println("training: the server does not start");
            return false;
        }
        TrainingClient client = new TrainingClient(URI.create(ready.substring(prefix.length())));
        try {
            client.run();
        } catch (IOException e) {
            System.err.println("training: " + e.getMessage());
            return false;
        }
        return true;
    }

    /** Puts SQLite's library where it is loaded from, which the driver would otherwise do at each start. */
    private static void unpackSqlite(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        Files.createDirectories(folder);
        try (InputStream library = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IOException("SQLite has no library for this machine: " + resource + " is missing");
            }
            Files.copy(library, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
