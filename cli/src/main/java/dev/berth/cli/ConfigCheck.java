package dev.berth.cli;

import dev.berth.server.config.Configuration;
import dev.berth.server.config.EffectiveSettings;
import dev.berth.server.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether the configuration is right, and what holds. */
@Command(name = "check", description = "Says whether the file and the environment are right, and what holds.")
final class ConfigCheck implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration, in YAML.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, String> environment = System.getenv();
        EffectiveSettings settings = EffectiveSettings.of(file, environment, Map.of());
        Configuration.of(settings);
        out.println("configuration is valid");
        for (EffectiveSettings.Line line : settings.lines()) {
            out.printf("%-32s %-16s %s%n", line.key(), line.value().isEmpty() ? "-" : line.value(), line.source());
        }
        if (environment.containsKey(Settings.ADMIN_PASSWORD)) {
            out.printf("%-32s %-16s %s%n", "password of admin", "********", Settings.ADMIN_PASSWORD);
        }
        return 0;
    }
}
