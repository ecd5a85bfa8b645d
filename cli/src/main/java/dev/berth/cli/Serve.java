package dev.berth.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the server, and runs until it is told to stop. */
@Command(
        name = "serve",
        description =
                "Starts the server. It prints one line when it is ready, and ends with 0 when it is told to stop.",
        footer = "Every setting can be given in a file or in the environment: see docs/configuration.md.")
final class Serve implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder that holds everything (berth-data).")
    private Optional<String> data = Optional.empty();

    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen on (127.0.0.1).")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "The port to listen on (5000); 0 takes a free one.")
    private Optional<String> port = Optional.empty();

    @Option(names = ServeOptions.OPEN, description = "Asks for no login at all: for a lab.")
    private boolean open;

    @Option(names = ServeOptions.CONFIG, paramLabel = "FILE", description = "The configuration, in YAML.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() {
        return Serving.run(options(), spec.commandLine().getErr()::println);
    }

    ServeOptions options() {
        Map<String, String> flags = new HashMap<>();
        data.ifPresent(value -> flags.put("--data", value));
        host.ifPresent(value -> flags.put("--host", value));
        port.ifPresent(value -> flags.put("--port", value));
        if (open) {
            flags.put(ServeOptions.OPEN, "true");
        }
        return new ServeOptions(file, flags);
    }
}
