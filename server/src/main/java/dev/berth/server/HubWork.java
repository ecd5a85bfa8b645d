package dev.berth.server;

import dev.berth.hub.Hub;

/** What the hub does in the background, from the start of the server to its end. */
final class HubWork {
    private final Hub hub;
    private final Thread afterPush;
    private final Thread pulls;

    private HubWork(Hub hub) {
        this.hub = hub;
        this.afterPush = Thread.ofVirtual().name("after-push").start(hub.afterPush()::run);
        this.pulls = Thread.ofVirtual().name("pulls").start(hub.pulls()::run);
    }

    /** Begins. */
    static HubWork start(Hub hub) {
        return new HubWork(hub);
    }

    /** Ends; returns when the pulls are counted that were answered before. */
    void stop() {
        hub.afterPush().stop();
        hub.pulls().stop();
        try {
            afterPush.join();
            pulls.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
