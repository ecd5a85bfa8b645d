package dev.berth.hub.http;

import dev.berth.accounts.api.Api;
import dev.berth.database.jobs.JobLog;
import dev.berth.registry.Registry;

/** The endpoints of the REST API about an installation at work, for its administrators. */
public final class OperationEndpoints {
    private final Registry registry;
    private final JobLog jobs;

    public OperationEndpoints(Registry registry, JobLog jobs) {
        this.registry = registry;
        this.jobs = jobs;
    }

    /** Adds them. */
    public void addTo(Api api) {
        new StorageEndpoints(registry.usage(), registry.usageMeter()).addTo(api);
        new CollectionEndpoints(registry, jobs).addTo(api);
        new JobEndpoints(jobs).addTo(api);
    }
}
