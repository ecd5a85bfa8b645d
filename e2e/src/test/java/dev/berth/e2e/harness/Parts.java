package dev.berth.e2e.harness;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a test started, in order: closing ends all of it, the newest first, also when ending one of them fails. */
public final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> newestFirst = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T part) {
        newestFirst.addFirst(part);
        return part;
    }

    @Override
    public void close() {
        var failures = new ArrayDeque<Exception>();
        newestFirst.forEach(part -> {
            try {
                part.close();
            } catch (Exception failure) {
                failures.add(failure);
            }
        });
        newestFirst.clear();
        if (!failures.isEmpty()) {
            var all = new IllegalStateException("not everything ended");
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }
}
