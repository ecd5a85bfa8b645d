package dev.berth.server.wire;

import dev.berth.server.BerthServer;
import dev.berth.server.StartupFailure;
import dev.berth.server.config.Configuration;
import dev.berth.server.config.ConfigurationFailure;
import dev.berth.server.config.EffectiveSettings;
import dev.berth.server.config.Setting;
import dev.berth.server.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A whole Berth in this process, open to everybody where nothing else is said, on a free port and a folder of its own. */
final class RunningBerth implements AutoCloseable {
    private final Path folder;
    private final boolean open;
    private final Map<String, String> environment = new HashMap<>();
    private BerthServer server;

    private RunningBerth(Path folder, Map<Setting<?>, String> settings, boolean open) {
        this.folder = folder;
        this.open = open;
        environment.put(Settings.LOG_ACCESS.environmentName(), "off");
        settings.forEach((setting, value) -> environment.put(setting.environmentName(), value));
        LoggedErrors.watch();
        this.server = launch();
    }

    /** A Berth whose settings are the defaults. */
    static RunningBerth start() {
        return start(Map.of());
    }

    /** A Berth with these settings besides. */
    static RunningBerth start(Map<Setting<?>, String> settings) {
        try {
            return new RunningBerth(Files.createTempDirectory("berth-wire"), settings, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Berth that asks for logins, and whose administrator has this password. */
    static RunningBerth guarded(String password) {
        try {
            RunningBerth berth = new RunningBerth(Files.createTempDirectory("berth-wire"), Map.of(), false);
            berth.server.ensureAdministrator(Optional.of(password), made -> {});
            return berth;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StartupFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private BerthServer launch() {
        Map<String, String> flags = Map.of("--data", folder.toString(), "--port", "0", "--open", String.valueOf(open));
        try {
            return BerthServer.start(Configuration.of(EffectiveSettings.of(Optional.empty(), environment, flags)));
        } catch (StartupFailure | ConfigurationFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /** What speaks to it, on the port that it has now. */
    Wire wire() {
        return new Wire(server.address().getHost(), server.address().getPort());
    }

    /** Stops it and starts it again on the same folder. */
    void restart() {
        server.stop();
        server = launch();
    }

    @Override
    public void close() {
        server.stop();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
