package dev.berth.cli;

import dev.berth.server.ProgramVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which Berth this is. */
@Command(name = "version", description = "Says which Berth this is.")
final class Version implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().println("berth " + ProgramVersion.number() + " (Java " + Runtime.version() + ")");
    }
}
