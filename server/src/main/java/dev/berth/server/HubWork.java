package dev.berth.server;

import dev.berth.database.jobs.JobLog;
import dev.berth.hub.Hub;

/** What the hub does in the background, from the start of the server to its end. */
final class HubWork {
    private final Hub hub;
    private final Thread afterPush;
    private final Thread pulls;
    private final Thread usage;

    private HubWork(Hub hub, JobLog jobs) {
        this.hub = hub;
        this.afterPush = Thread.ofVirtual()
                .name("after-push")
                .start(() -> hub.afterPush().run(jobs.job("inspection")));
        this.pulls = Thread.ofVirtual().name("pulls").start(() -> hub.pulls().run(jobs.job("pull counts")));
        this.usage = Thread.ofVirtual()
                .name("usage")
                .start(() -> hub.registry().usageMeter().run(jobs.job("storage sample")));
    }

    /** Begins. */
    static HubWork start(Hub hub, JobLog jobs) {
        return new HubWork(hub, jobs);
    }

    /** Ends; returns when the pulls are counted that were answered before. */
    void stop() {
        hub.afterPush().stop();
        hub.pulls().stop();
        hub.registry().usageMeter().stop();
        try {
            afterPush.join();
            pulls.join();
            usage.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
