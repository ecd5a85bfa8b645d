package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Endpoint;
import dev.berth.database.jobs.JobLog;
import dev.berth.database.jobs.JobState;
import dev.berth.database.jobs.Node;
import dev.berth.database.jobs.NodeJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the nodes do by themselves, for administrators: {@code /api/v1/admin/jobs}. */
final class JobEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Administration");

    private final JobLog jobs;

    JobEndpoints(JobLog jobs) {
        this.jobs = jobs;
    }

    /**
     * What one node does by itself, and how that went.
     *
     * @param nodeOk whether the node said lately that it is there
     * @param nextAt when it is done again, where that is by itself
     * @param did what was done, the last time that there was something to do
     * @param failure why it failed, the last time that it did
     */
    record JobItem(
            String name,
            String node,
            boolean nodeOk,
            JobState.State state,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<Instant> nextAt,
            Optional<JobNote> did,
            Optional<JobNote> failure) {}

    /** A line about a job, and when it was written. */
    record JobNote(String text, Instant at) {
        static JobNote of(JobState.Note note) {
            return new JobNote(note.text(), note.at());
        }
    }

    void addTo(Api api) {
        api.add(GROUP.get(
                        "/api/v1/admin/jobs",
                        "list_jobs",
                        "What the nodes do by themselves, and how that went last; other nodes tell of it twice a minute")
                .access(Access.ADMINISTRATOR)
                .answersList(JobItem.class, call -> list()));
    }

    private List<JobItem> list() {
        Set<String> there =
                jobs.nodes().stream().filter(jobs::isThere).map(Node::name).collect(Collectors.toSet());
        return jobs.all().stream()
                .map(it -> item(it, there.contains(it.node())))
                .toList();
    }

    private static JobItem item(NodeJob on, boolean there) {
        JobState job = on.job();
        // A node that is gone does nothing and will do nothing, whatever it told last.
        boolean lost = !there && job.state() == JobState.State.RUNNING;
        return new JobItem(
                job.name(),
                on.node(),
                there,
                lost ? JobState.State.FAILED : job.state(),
                job.startedAt(),
                job.endedAt(),
                job.nextAt().filter(it -> there),
                job.did().map(JobNote::of),
                job.failure().map(JobNote::of));
    }
}
