package dev.berth.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The first word of the command line, as picocli sees it, and what is said when the words are wrong or their command fails. */
@Command(
        name = "berth",
        description = "A container registry.",
        subcommands = {Serve.class, Admin.class, Config.class, Version.class},
        synopsisSubcommandLabel = "COMMAND")
final class Commands {
    private static final OptionSpec HELP = OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("Shows this.")
            .build();

    private Commands() {}

    static CommandLine line() {
        CommandLine line = new CommandLine(new Commands());
        line.getCommandSpec().addOption(HELP);
        line.setParameterExceptionHandler(Commands::explainUsage);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> ExitCode.explain(failure, command.getErr()::println));
        return line;
    }

    private static int explainUsage(ParameterException failure, String[] words) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        String near = failure instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream()
                        .findFirst()
                        .map(word -> "; did you mean '" + word + "'?")
                        .orElse("")
                : "";
        err.println("berth: " + failure.getMessage() + near + "; see '"
                + command.getCommandSpec().qualifiedName(" ") + " --help'");
        return ExitCode.WRONG_USAGE;
    }
}
