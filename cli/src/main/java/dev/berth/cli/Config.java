package dev.berth.cli;

import picocli.CommandLine.Command;

/** What can be asked about the configuration. */
@Command(
        name = "config",
        description = "Checks the configuration and describes its settings.",
        subcommands = {ConfigCheck.class, ConfigReference.class},
        synopsisSubcommandLabel = "COMMAND")
final class Config {}
