package dev.berth.http;

import dev.berth.oci.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each request that the setting {@code log.access} wants to see. */
public final class AccessLog {
    private static final Logger log = LoggerFactory.getLogger("access");

    /** Which requests are logged. */
    public enum Extent {
        /** None. */
        OFF,
        /** Those that change something, and those that are refused or fail; not being found is an answer, no failure. */
        CHANGES,
        /** All. */
        ALL
    }

    private final Extent extent;

    public AccessLog(Extent extent) {
        this.extent = extent;
    }

    /** Whether a line can be due for a request that changes nothing and goes well; writing it may take a while. */
    boolean wantsPulls() {
        return extent == Extent.ALL;
    }

    void record(Exchange exchange, String operation, long nanos) {
        if (!wants(exchange) || !log.isInfoEnabled()) {
            return;
        }
        var line = log.atInfo()
                .addKeyValue("request_id", exchange.requestId())
                .addKeyValue("remote", exchange.remoteAddress())
                .addKeyValue("account", exchange.caller())
                .addKeyValue("operation", operation)
                .addKeyValue("method", exchange.method())
                .addKeyValue("path", Quoted.of(exchange.path()))
                .addKeyValue("status", exchange.status())
                .addKeyValue("ms", nanos / 1_000_000);
        if (!exchange.refusal().isEmpty()) {
            line = line.addKeyValue("refused_because", exchange.refusal());
        }
        line.log("{} {}", exchange.method(), Quoted.of(exchange.path()));
    }

    private boolean wants(Exchange exchange) {
        return switch (extent) {
            case OFF -> false;
            case ALL -> true;
            case CHANGES -> {
                boolean reads = exchange.method().equals("GET") || exchange.isHead();
                int status = exchange.status();
                yield !reads
                        || status >= 400 && status != 404
                        || !exchange.refusal().isEmpty();
            }
        };
    }
}
