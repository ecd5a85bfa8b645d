package dev.berth.server.config;

import java.util.List;

/** What Berth was told cannot be: one line for each thing that is wrong, naming where it was said. */
public final class ConfigurationFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    ConfigurationFailure(List<String> problems) {
        super(String.join(System.lineSeparator(), problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, a line each. */
    public List<String> problems() {
        return problems;
    }
}
