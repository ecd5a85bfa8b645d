package dev.berth.cli;

import dev.berth.server.BerthServer;
import dev.berth.server.StartupFailure;
import dev.berth.server.config.Configuration;
import dev.berth.server.config.ConfigurationFailure;
import dev.berth.server.config.EffectiveSettings;
import dev.berth.server.config.Settings;
import dev.berth.server.logging.Logging;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that serves until it is told to end. */
final class Serving {
    private static final Logger log = LoggerFactory.getLogger(Serving.class);

    private Serving() {}

    /** Starts the server; comes back, with the process's code, only when it cannot. */
    static int run(ServeOptions options, Consumer<String> err) {
        try {
            BerthServer server = start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "stop"));
            System.out.println("Berth is ready at " + server.address());
            new CountDownLatch(1).await();
            return ExitCode.DONE;
        } catch (ConfigurationFailure | StartupFailure | InterruptedException | RuntimeException e) {
            log.debug("the server did not start", e);
            return ExitCode.explain(e, err);
        }
    }

    private static BerthServer start(ServeOptions options) throws ConfigurationFailure, StartupFailure {
        Configuration configuration =
                Configuration.of(EffectiveSettings.of(options.file(), System.getenv(), options.flags()));
        Logging.apply(configuration.log());
        BerthServer server = BerthServer.start(configuration);
        try {
            server.ensureAdministrator(
                    Optional.ofNullable(System.getenv(Settings.ADMIN_PASSWORD)), Serving::showPassword);
            return server;
        } catch (StartupFailure | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    private static void showPassword(String password) {
        System.err.println(
                "The account 'admin' was made, with the password " + password + " which is shown only this once.");
    }

    /** Stops the server when the process is told to end, which Java would call a failure: 143 instead of 0. */
    private static void end(BerthServer server) {
        int code = ExitCode.DONE;
        try {
            server.stop();
        } catch (RuntimeException e) {
            code = ExitCode.explain(e, System.err::println);
        }
        Logging.flush();
        Runtime.getRuntime().halt(code);
    }
}
