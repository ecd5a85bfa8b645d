package dev.berth.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;

/** The figures of {@code /metrics} that no request brings along. */
final class Meters {
    private Meters() {}

    static void bind(MeterRegistry meters, Installation installation, JettyServer jetty) {
        installation.bindFigures(meters);
        Gauge.builder("berth.uploads.open", installation.registry().uploadStore(), it -> it.count())
                .description("Upload sessions that are open")
                .register(meters);
        FunctionCounter.builder("berth.collected.bytes", installation.registry().collector(), it -> it.collectedBytes())
                .description("Bytes of blobs that the collection deleted since the start")
                .register(meters);
        Gauge.builder("berth.http.threads.busy", jetty, it -> it.busyThreads())
                .description("Threads that are busy with connections")
                .register(meters);
        Gauge.builder(
                        "berth.memory.heap.used",
                        ManagementFactory.getMemoryMXBean(),
                        it -> it.getHeapMemoryUsage().getUsed())
                .description("Bytes of the Java heap in use")
                .register(meters);
    }
}
