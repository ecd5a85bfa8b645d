package dev.berth.server.wire;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Remembers what the server logs as its own failure, which no client may bring about. */
final class LoggedErrors extends AppenderBase<ILoggingEvent> {
    private static final LoggedErrors ALL = new LoggedErrors();

    private final List<String> seen = new CopyOnWriteArrayList<>();

    private LoggedErrors() {}

    /** Remembers from now on, if it does not already. */
    static synchronized void watch() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context && !ALL.isStarted()) {
            ALL.setContext(context);
            ALL.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(ALL);
        }
    }

    /** Every error that was logged so far. */
    static List<String> all() {
        return List.copyOf(ALL.seen);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            String cause = event.getThrowableProxy() == null
                    ? ""
                    : ": " + event.getThrowableProxy().getClassName() + ": "
                            + event.getThrowableProxy().getMessage();
            seen.add(event.getFormattedMessage() + cause);
        }
    }
}
