package dev.berth.accounts;

import java.util.Optional;

/**
 * The name that a robot logs in by: its organisation's, or that and the robot's label with a {@code +} between them, which is in
 * no account's name.
 *
 * @param label empty where the secret alone says which robot it is
 */
record RobotName(String organisation, Optional<String> label) {
    private static final char BETWEEN = '+';

    /** The whole name of a robot. */
    static String of(String organisation, String label) {
        return organisation + BETWEEN + label;
    }

    /** What this name says. */
    static RobotName parse(String name) {
        int end = name.indexOf(BETWEEN);
        return end < 0
                ? new RobotName(name, Optional.empty())
                : new RobotName(name.substring(0, end), Optional.of(name.substring(end + 1)));
    }

    /** Whether an account can never have this name. */
    static boolean isRobots(String name) {
        return name.indexOf(BETWEEN) >= 0;
    }
}
