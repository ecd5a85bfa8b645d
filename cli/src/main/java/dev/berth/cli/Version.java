package dev.berth.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which Berth this is. */
@Command(name = "version", description = "Says which Berth this is.")
final class Version implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The version in the jar's manifest; outside of the jar there is none. */
    private static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public void run() {
        spec.commandLine().getOut().println("berth " + number() + " (Java " + Runtime.version() + ")");
    }
}
