package dev.berth.server.config;

import java.nio.file.Path;

/**
 * What somebody wrote for a setting.
 *
 * @param text the value, as it was written
 * @param source where it was written: a line of the file, an environment variable, a flag
 */
record Given(String text, String source) {
    static final String DEFAULT = "default";

    static String line(Path file, int line) {
        return file + ":" + line;
    }
}
