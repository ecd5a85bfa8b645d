package dev.berth.server.config;

import dev.berth.http.AccessLog;

/**
 * What is logged, and how.
 *
 * @param format how a line is written
 * @param level the least important lines that are logged
 * @param access which requests get a line
 */
public record LogConfig(Format format, Level level, AccessLog.Extent access) {
    /** How a line is written. */
    public enum Format {
        /** For people. */
        READABLE,
        /** For programs: one JSON object a line. */
        JSON
    }

    /** How important a line is, the most important first. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
