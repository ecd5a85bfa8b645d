package dev.berth.cli;

import dev.berth.server.config.ReferencePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the reference page of all settings. */
@Command(name = "reference", description = "Prints the page that describes every setting, in Markdown.")
final class ConfigReference implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(ReferencePage.render());
        spec.commandLine().getOut().flush();
    }
}
