package dev.berth.cli;

import dev.berth.server.BerthServer;
import dev.berth.server.StartupFailure;
import dev.berth.server.config.Configuration;
import dev.berth.server.config.ConfigurationFailure;
import dev.berth.server.config.EffectiveSettings;
import dev.berth.server.logging.Logging;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the server, and runs until it is told to stop. */
@Command(
        name = "serve",
        description =
                "Starts the server. It prints one line when it is ready, and ends with 0 when it is told to stop.",
        footer = "Every setting can be given in a file or in the environment: see docs/configuration.md.")
final class Serve implements Callable<Integer> {
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
    public Integer call() throws ConfigurationFailure, StartupFailure, InterruptedException {
        run(options());
        return 0;
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

    /**
     * Serves until the process is told to end, and ends it.
     *
     * @throws ConfigurationFailure when what it was told cannot be
     * @throws StartupFailure when the server cannot start
     */
    static void run(ServeOptions options) throws ConfigurationFailure, StartupFailure, InterruptedException {
        Configuration configuration =
                Configuration.of(EffectiveSettings.of(options.file(), System.getenv(), options.flags()));
        Logging.apply(configuration.log());
        BerthServer server = BerthServer.start(configuration);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "stop"));
        System.out.println("Berth is ready at " + server.address());
        new CountDownLatch(1).await();
    }

    /** Stops the server when the process is told to end, which Java would call a failure: 143 instead of 0. */
    private static void end(BerthServer server) {
        int code = 0;
        try {
            server.stop();
        } catch (RuntimeException e) {
            code = Berth.explain(e, System.err::println);
        }
        Runtime.getRuntime().halt(code);
    }
}
