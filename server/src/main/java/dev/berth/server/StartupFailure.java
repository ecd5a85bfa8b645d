package dev.berth.server;

/** Why the server cannot start, in one line for the person who started it. */
public final class StartupFailure extends Exception {
    private static final long serialVersionUID = 1;

    public StartupFailure(String message) {
        super(message, null, false, false);
    }

    /** A failure with a cause that is worth a look in the log. */
    public StartupFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
