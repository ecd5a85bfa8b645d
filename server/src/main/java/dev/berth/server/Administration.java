package dev.berth.server;

import dev.berth.database.DatabaseConfig;
import dev.berth.server.config.Configuration;
import dev.berth.storage.StorageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Does what {@code berth admin} asks: by the server that runs on the data folder, or here where none runs. Where all that is
 * kept is elsewhere, no data folder is needed for that.
 */
public final class Administration {
    private Administration() {}

    /**
     * Runs the command and hands its output on, a line at a time.
     *
     * @param words the command and its arguments, as {@code gc --dry-run}
     * @return the exit code
     * @throws StartupFailure when no server runs and the installation cannot be opened
     */
    public static int run(Configuration configuration, List<String> words, Consumer<String> lines)
            throws StartupFailure {
        Path data = configuration.storage().data();
        try {
            return AdminChannel.ask(data.resolve("admin"), words, lines);
        } catch (IOException | NumberFormatException e) {
            return runAlone(configuration, words, lines);
        }
    }

    /**
     * The same, and never by a server.
     *
     * @throws StartupFailure when a server uses the data folder, or the installation cannot be opened
     */
    public static int runAlone(Configuration configuration, List<String> words, Consumer<String> lines)
            throws StartupFailure {
        if (configuration.isShared()) {
            return runInPassing(configuration, words, lines);
        }
        if (configuration.database().isEmpty()) {
            requireEmbedded(configuration);
        }
        return open(configuration, words, lines);
    }

    /**
     * Moves what the embedded database holds to PostgreSQL, while no server runs.
     *
     * @return the exit code
     * @throws StartupFailure when it cannot be moved; then everything is as it was
     */
    public static int migrateDatabase(Configuration configuration, DatabaseConfig target, Consumer<String> lines)
            throws StartupFailure {
        requireEmbedded(configuration);
        new DatabaseMove(configuration, lines).run(target);
        return 0;
    }

    private static void requireEmbedded(Configuration configuration) throws StartupFailure {
        Path data = configuration.storage().data();
        if (Files.isDirectory(data) && !Files.isExecutable(data)) {
            throw new StartupFailure("the folder " + data + " cannot be read by this user: run this as its owner");
        }
        if (!Files.isRegularFile(data.resolve("berth.db"))) {
            throw new StartupFailure("there is no Berth in " + data + ": name its folder with --data");
        }
    }

    private static int open(Configuration configuration, List<String> words, Consumer<String> lines)
            throws StartupFailure {
        try (Installation installation = Installation.open(configuration)) {
            return new AdminCommands(installation).run(words, lines);
        }
    }

    /** Runs the command beside the nodes, in a folder that is gone afterwards. */
    private static int runInPassing(Configuration configuration, List<String> words, Consumer<String> lines)
            throws StartupFailure {
        try {
            Path folder = Files.createTempDirectory("berth-admin");
            try {
                return open(configuration.with(new StorageConfig(folder)), words, lines);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new StartupFailure("a folder for temporary files cannot be used: " + e.getMessage(), e);
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
