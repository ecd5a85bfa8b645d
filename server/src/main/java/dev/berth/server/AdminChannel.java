package dev.berth.server;

/** Placeholder. */
final class AdminChannel implements AutoCloseable {
    static AdminChannel open(Installation installation) {
        return new AdminChannel();
    }

    @Override
    public void close() {}
}
