package dev.berth.cli;

import dev.berth.server.config.ConfigurationFailure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's first word. */
@Command(
        name = "berth",
        description = "A container registry.",
        subcommands = {Serve.class, Admin.class, Config.class, Version.class},
        synopsisSubcommandLabel = "COMMAND")
public final class Berth {
    /** The code of a process that could not do what it was asked. */
    static final int FAILED = 1;

    /** The code of a process that was asked for something that cannot be. */
    static final int WRONG_USAGE = 2;

    private static final OptionSpec HELP = OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("Shows this.")
            .build();

    private Berth() {}

    /** Runs the command in these words and ends the process with its code. */
    public static void main(String[] words) {
        Optional<ServeOptions> serve = ServeOptions.read(words);
        System.exit(serve.isPresent() ? serve(serve.get()) : commandLine().execute(words));
    }

    private static int serve(ServeOptions options) {
        try {
            Serve.run(options);
            return 0;
        } catch (Exception e) {
            return explain(e, System.err::println);
        }
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Berth());
        line.getCommandSpec().addOption(HELP);
        line.setParameterExceptionHandler(Berth::explainUsage);
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command.getErr()::println));
        return line;
    }

    /** Says in one line for each problem why a command failed, and answers the process's code. */
    static int explain(Exception failure, Consumer<String> err) {
        boolean configuration = failure instanceof ConfigurationFailure;
        for (String problem : problems(failure)) {
            err.accept("berth: " + problem);
        }
        return configuration ? WRONG_USAGE : FAILED;
    }

    private static List<String> problems(Exception failure) {
        if (failure instanceof ConfigurationFailure configuration) {
            return configuration.problems();
        }
        String message = failure.getMessage();
        return List.of(message == null ? failure.getClass().getSimpleName() : message.replaceAll("\\R\\s*", " "));
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
        return WRONG_USAGE;
    }
}
