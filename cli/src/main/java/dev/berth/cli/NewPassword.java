package dev.berth.cli;

import dev.berth.server.StartupFailure;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Asks for a password that nobody else sees. */
final class NewPassword {
    private NewPassword() {}

    /**
     * The password that the person at the terminal typed twice, or the first line of standard input where there is no
     * terminal.
     *
     * @throws StartupFailure when there is none
     */
    @SuppressWarnings("SystemConsoleNull") // true of the JDKs 22 to 24; this one has none where there is no terminal
    static String read() throws StartupFailure {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return fromInput(System.in);
        }
        char[] first = console.readPassword("New password: ");
        char[] second = console.readPassword("Again: ");
        if (first == null || second == null || !Arrays.equals(first, second)) {
            throw new StartupFailure("the two passwords differ; nothing was changed");
        }
        return new String(first);
    }

    /** The first line of this input. */
    static String fromInput(InputStream input) throws StartupFailure {
        try {
            String line = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new StartupFailure("give the new password on standard input");
            }
            return line;
        } catch (IOException e) {
            throw new StartupFailure("standard input cannot be read: " + e.getMessage());
        }
    }
}
