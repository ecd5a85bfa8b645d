package dev.berth.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks now and then whether the files of a certificate have changed. */
final class TlsWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final CountDownLatch closed = new CountDownLatch(1);

    private TlsWatch() {}

    static TlsWatch start(TlsContext context) {
        TlsWatch watch = new TlsWatch();
        Thread.ofVirtual().name("tls-watch").start(() -> watch.run(context));
        return watch;
    }

    private void run(TlsContext context) {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                context.reloadIfChanged();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
