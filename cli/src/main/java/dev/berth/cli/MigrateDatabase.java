package dev.berth.cli;

import dev.berth.database.DatabaseConfig;
import dev.berth.server.Administration;
import dev.berth.server.StartupFailure;
import dev.berth.server.config.ConfigurationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Moves what the embedded database holds to PostgreSQL. */
@Command(
        name = "migrate-database",
        description = "Moves what the embedded database holds to an empty one of PostgreSQL, while no server runs.",
        footer = "The blobs stay where they are. The embedded database stays too, but no server starts on it any more.")
final class MigrateDatabase implements Callable<Integer> {
    private static final String PASSWORD = "PGPASSWORD";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Admin admin;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "The database, as in postgresql://host:5432/berth.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String url;

    @Option(names = "--user", paramLabel = "NAME", description = "Who to log in as, unless the URL says it.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The file with the password; without it, the password is that in the environment's "
                    + PASSWORD + ".")
    private Optional<Path> passwordFile = Optional.empty();

    @Override
    public Integer call() throws ConfigurationFailure, StartupFailure {
        DatabaseConfig target;
        try {
            target = DatabaseConfig.parse(url, user, password());
        } catch (IllegalArgumentException e) {
            throw new StartupFailure(String.valueOf(e.getMessage()));
        }
        return Administration.migrateDatabase(admin.configuration(), target, admin::show);
    }

    private Optional<String> password() throws StartupFailure {
        if (passwordFile.isEmpty()) {
            return Optional.ofNullable(System.getenv(PASSWORD));
        }
        try {
            return Optional.of(Files.readString(passwordFile.get()).strip());
        } catch (IOException e) {
            throw new StartupFailure("the file " + passwordFile.get() + " cannot be read");
        }
    }
}
