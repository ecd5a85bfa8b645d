package dev.berth.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts requests and measures how long they take, by operation and status; counts the bytes of their bodies, by operation. */
public final class RequestMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofMillis(2500),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;
    private final Map<String, Map<Integer, Timer>> timers = new ConcurrentHashMap<>();
    private final Map<String, Bytes> bytes = new ConcurrentHashMap<>();

    private record Bytes(Counter received, Counter sent) {}

    public RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(String operation, Exchange exchange, long nanos) {
        int status = exchange.status();
        timers.computeIfAbsent(operation, ignored -> new ConcurrentHashMap<>())
                .computeIfAbsent(status, ignored -> timer(operation, status))
                .record(nanos, TimeUnit.NANOSECONDS);
        Bytes bytes = this.bytes.computeIfAbsent(operation, this::bytes);
        bytes.received().increment((double) exchange.received());
        bytes.sent().increment((double) exchange.sent());
    }

    private Bytes bytes(String operation) {
        return new Bytes(
                Counter.builder("berth.http.received.bytes")
                        .description("Bytes of requests' bodies by operation")
                        .tag("operation", operation)
                        .register(registry),
                Counter.builder("berth.http.sent.bytes")
                        .description("Bytes of answers' bodies by operation")
                        .tag("operation", operation)
                        .register(registry));
    }

    private Timer timer(String operation, int status) {
        return Timer.builder("berth.http.requests")
                .description(
                        "Requests by operation and status, with their duration until the last byte was handed over")
                .tag("operation", operation)
                .tag("status", String.valueOf(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
