package dev.berth.server;

import dev.berth.server.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Does what {@code berth admin} asks: by the server that runs on the data folder, or here where none runs. */
public final class Administration {
    private Administration() {}

    /**
     * Runs the command and hands its output on, a line at a time.
     *
     * @param words the command and its arguments, as {@code gc --dry-run}
     * @return the exit code
     * @throws StartupFailure when no server runs and the folder cannot be used
     */
    public static int run(Configuration configuration, List<String> words, Consumer<String> lines)
            throws StartupFailure {
        Path data = configuration.storage().data();
        try {
            return AdminChannel.ask(data.resolve("admin"), words, lines);
        } catch (IOException | NumberFormatException e) {
            return runHere(configuration, words, lines);
        }
    }

    private static int runHere(Configuration configuration, List<String> words, Consumer<String> lines)
            throws StartupFailure {
        Path data = configuration.storage().data();
        if (Files.isDirectory(data) && !Files.isExecutable(data)) {
            throw new StartupFailure("the folder " + data + " cannot be read by this user: run this as its owner");
        }
        if (!Files.isRegularFile(configuration.storage().data().resolve("berth.db"))) {
            throw new StartupFailure(
                    "there is no Berth in " + configuration.storage().data() + ": name its folder with --data");
        }
        try (Installation installation = Installation.open(configuration)) {
            return new AdminCommands(installation).run(words, lines);
        }
    }
}
