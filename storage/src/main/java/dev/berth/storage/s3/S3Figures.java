package dev.berth.storage.s3;

import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** What was asked of the store since the start, and how it went. */
public final class S3Figures {
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder repetitions = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();

    S3Figures() {}

    /** How many requests there were, each counted once however often it was tried. */
    public long requests() {
        return requests.sum();
    }

    /** How many of them failed in the end; that something is not there counts, too. */
    public long failures() {
        return failures.sum();
    }

    /** How many times a request was tried once more. */
    public long repetitions() {
        return repetitions.sum();
    }

    /** How many bytes of blobs the store has taken. */
    public long sentBytes() {
        return sentBytes.sum();
    }

    /** How many bytes of blobs came from the store. */
    public long receivedBytes() {
        return receivedBytes.sum();
    }

    void sent(long bytes) {
        sentBytes.add(bytes);
    }

    void received(long bytes) {
        receivedBytes.add(bytes);
    }

    /** What the client of the store tells after each request. */
    MetricPublisher publisher() {
        return new MetricPublisher() {
            @Override
            public void publish(MetricCollection request) {
                requests.increment();
                if (request.metricValues(CoreMetric.API_CALL_SUCCESSFUL).contains(false)) {
                    failures.increment();
                }
                request.metricValues(CoreMetric.RETRY_COUNT).forEach(repetitions::add);
            }

            @Override
            public void close() {}
        };
    }
}
