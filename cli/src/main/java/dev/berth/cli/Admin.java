package dev.berth.cli;

import dev.berth.server.Administration;
import dev.berth.server.StartupFailure;
import dev.berth.server.config.Configuration;
import dev.berth.server.config.ConfigurationFailure;
import dev.berth.server.config.EffectiveSettings;
import dev.berth.server.logging.Logging;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Looks after an installation, whether its server runs or not. */
@Command(
        name = "admin",
        description = "Looks after an installation, while its server runs or while it does not.",
        subcommands = {CopyBlobs.class, MigrateDatabase.class},
        synopsisSubcommandLabel = "COMMAND")
final class Admin {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The installation's folder (berth-data).")
    private Optional<String> data = Optional.empty();

    @Option(
            names = ServeOptions.CONFIG,
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The configuration, in YAML.")
    private Optional<Path> file = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private int run(String... words) throws ConfigurationFailure, StartupFailure {
        return Administration.run(configuration(), List.of(words), this::show);
    }

    /** What holds for the installation, with its log set up. */
    Configuration configuration() throws ConfigurationFailure {
        Map<String, String> flags = data.map(it -> Map.of("--data", it)).orElse(Map.of());
        Configuration configuration = Configuration.of(EffectiveSettings.of(file, System.getenv(), flags));
        Logging.apply(configuration.log());
        return configuration;
    }

    /** Shows a line of a command's output: a problem on the standard error stream, all else on the standard output. */
    void show(String line) {
        PrintWriter to = line.startsWith("berth: ")
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
        to.println(line);
        to.flush();
    }

    @Command(description = "Deletes what nothing refers to and whose grace is over, now.")
    int gc(@Option(names = "--dry-run", description = "Only says what would go, and how many bytes.") boolean dryRun)
            throws ConfigurationFailure, StartupFailure {
        return dryRun ? run("gc", "--dry-run") : run("gc");
    }

    @Command(
            description = "Compares every blob with its digest; quarantines damaged ones and names the tags they hurt.")
    int scrub() throws ConfigurationFailure, StartupFailure {
        return run("scrub");
    }

    @Command(description = "Copies everything to a folder; again to the same folder, it copies what is new.")
    int backup(@Parameters(paramLabel = "DIR", description = "The folder of the backup.") Path folder)
            throws ConfigurationFailure, StartupFailure {
        return run("backup", folder.toAbsolutePath().toString());
    }

    @Command(description = "Replaces everything by what a backup holds.")
    int restore(@Parameters(paramLabel = "DIR", description = "The folder of the backup.") Path folder)
            throws ConfigurationFailure, StartupFailure {
        return run("restore", folder.toAbsolutePath().toString());
    }

    @Command(description = "Prints a code with which somebody can sign up within seven days.")
    int invite() throws ConfigurationFailure, StartupFailure {
        return run("invite");
    }

    @Command(description = "Gives an account a new password, read from the terminal or from standard input.")
    int password(@Parameters(paramLabel = "NAME", description = "The account.") String name)
            throws ConfigurationFailure, StartupFailure {
        return run("password", name, NewPassword.read());
    }
}
