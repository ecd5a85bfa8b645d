package dev.berth.cli;

import dev.berth.server.config.ConfigurationFailure;
import java.util.List;
import java.util.function.Consumer;

/** The codes that Berth's processes end with. */
final class ExitCode {
    /** It did what it was asked. */
    static final int DONE = 0;

    /** It could not do what it was asked. */
    static final int FAILED = 1;

    /** It was asked for something that cannot be. */
    static final int WRONG_USAGE = 2;

    private ExitCode() {}

    /** Says in one line for each problem why a command failed, and answers its code. */
    static int explain(Exception failure, Consumer<String> err) {
        for (String problem : problems(failure)) {
            err.accept("berth: " + problem);
        }
        return failure instanceof ConfigurationFailure ? WRONG_USAGE : FAILED;
    }

    private static List<String> problems(Exception failure) {
        if (failure instanceof ConfigurationFailure configuration) {
            return configuration.problems();
        }
        String message = failure.getMessage();
        return List.of(message == null ? failure.getClass().getSimpleName() : message.replaceAll("\\R\\s*", " "));
    }
}
