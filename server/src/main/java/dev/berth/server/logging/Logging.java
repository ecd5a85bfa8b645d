package dev.berth.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.berth.server.config.LogConfig;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Sets up the log. Until it is told otherwise, that is what people read, on the standard error stream. */
public final class Logging extends ContextAwareBase implements Configurator {
    /** What the libraries tell below a warning is about themselves. */
    private static final List<String> LIBRARIES = List.of(
            "org.eclipse.jetty", "io.micrometer", "com.zaxxer.hikari", "software.amazon.awssdk", "org.apache.hc");

    private static final GatheredErrors GATHERED = new GatheredErrors();

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        write(context, LogConfig.Format.READABLE, LogConfig.Level.INFO, new StandardError());
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Logs from now on as it is configured. */
    public static void apply(LogConfig config) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            write(context, config.format(), config.level(), GATHERED);
        }
    }

    /** Hands on the lines that still wait; for the end of the process. */
    public static void flush() {
        GATHERED.handOver();
    }

    static void write(LoggerContext context, LogConfig.Format format, LogConfig.Level level, OutputStream out) {
        Encoder<ILoggingEvent> encoder = switch (format) {
            case READABLE -> new ReadableLines();
            case JSON -> new JsonLines();
        };
        encoder.setContext(context);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(level(level));
        Level libraries = level.compareTo(LogConfig.Level.INFO) <= 0 ? Level.WARN : level(level);
        LIBRARIES.forEach(name -> context.getLogger(name).setLevel(libraries));
    }

    private static Level level(LogConfig.Level level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }

    /** The standard error stream, which stays open for others when an appender closes its own. */
    private static final class StandardError extends OutputStream {
        @Override
        public void write(int oneByte) {
            System.err.write(oneByte);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            System.err.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            System.err.flush();
        }
    }
}
