package dev.berth.cli;

import dev.berth.server.logging.Logging;
import java.util.Optional;

/** The program. */
public final class Berth {
    private Berth() {}

    /** Runs the command in these words and ends the process with its code. */
    public static void main(String[] words) {
        spareLibrariesTheirStart();
        Optional<ServeOptions> serve = ServeOptions.read(words);
        int code = serve.isPresent()
                ? Serving.run(serve.get(), System.err::println)
                : Commands.line().execute(words);
        Logging.flush();
        System.exit(code);
    }

    /** Keeps libraries from what they do at their start for nothing, and what would be two thirds of Berth's. */
    private static void spareLibrariesTheirStart() {
        // Jetty starts all of Java's management, to ask how long a line of the processor's cache is.
        System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        // Jetty lists the locales of the world, and SQLite's driver asks for the names of the months: the calendars of
        // every language are read for that, unless Java has no others than those of the (empty) service providers.
        System.setProperty("java.locale.providers", "SPI");
    }
}
