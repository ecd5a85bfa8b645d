package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.database.jobs.JobLog;
import dev.berth.database.jobs.Node;
import dev.berth.database.jobs.NodeJob;
import dev.berth.database.jobs.Queue;
import dev.berth.http.Problem;
import dev.berth.registry.Collected;
import dev.berth.registry.CollectionConfig;
import dev.berth.registry.CollectionRun;
import dev.berth.registry.Registry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What deletes that nothing refers to, for administrators: {@code /api/v1/admin/collection}. */
final class CollectionEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Administration");
    private static final String PATH = "/api/v1/admin/collection";
    private static final int RUNS = 25;

    /** Nobody writes while a collection is rehearsed, so only so many candidates are. */
    private static final int REHEARSED = 2000;

    private final Registry registry;
    private final JobLog jobs;

    CollectionEndpoints(Registry registry, JobLog jobs) {
        this.registry = registry;
        this.jobs = jobs;
    }

    /**
     * How the collection does.
     *
     * @param enabled whether the node that answers collects by itself
     * @param graceSeconds how long content stays after it has lost its last reference
     * @param collectsUntagged whether manifests go that no tag, index or referrer leads to
     * @param lookedAt when a node looked last for something to take
     * @param running whether a collection runs that takes something or was asked for
     * @param runs the last ones that took something or were asked for, the newest first
     */
    record CollectionView(
            boolean enabled,
            long graceSeconds,
            long intervalSeconds,
            boolean collectsUntagged,
            long uploadExpirySeconds,
            CollectionWaiting waiting,
            Optional<Instant> lookedAt,
            boolean running,
            List<CollectionRunItem> runs) {}

    /**
     * What waits for the collection.
     *
     * @param candidates what may have lost its last reference
     * @param moreCandidates whether there are more than were counted
     * @param due how many of these may go now
     * @param nextDueAt when the next one may go, or might have gone
     */
    record CollectionWaiting(
            long candidates, boolean moreCandidates, long due, boolean moreDue, Optional<Instant> nextDueAt) {}

    /** How a collection ended, if it has. */
    enum CollectionRunState {
        RUNNING,
        DONE,
        FAILED,
        /** Its node died, or has not been able to tell of it. */
        INTERRUPTED
    }

    /**
     * A collection.
     *
     * @param begunBy the account or command that asked for it; absent where it was time
     * @param bytes how many bytes of blobs it freed
     */
    record CollectionRunItem(
            String node,
            Optional<String> begunBy,
            CollectionRunState state,
            Instant startedAt,
            Optional<Instant> endedAt,
            long examined,
            long manifests,
            long blobs,
            long bytes,
            Optional<String> failure) {}

    /**
     * A collection to begin.
     *
     * @param dryRun whether it is only to be told what it would take
     */
    record CollectionOrder(Optional<Boolean> dryRun) {}

    /** What was begun, or in a dry run, what it would take. */
    record CollectionAnswer(Optional<CollectionRunItem> run, Optional<CollectionRehearsal> rehearsal) {}

    /**
     * What a collection would take now.
     *
     * @param more whether it would look at more than was rehearsed
     * @param names what would go, a line each: the first thousand
     */
    record CollectionRehearsal(
            long examined, long manifests, long blobs, long bytes, boolean more, List<String> names) {
        static CollectionRehearsal of(Collected collected) {
            return new CollectionRehearsal(
                    collected.examined(),
                    collected.manifests(),
                    collected.blobs(),
                    collected.bytes(),
                    collected.examined() >= REHEARSED,
                    collected.names());
        }
    }

    void addTo(Api api) {
        api.add(
                GROUP.get(PATH, "show_collection", "What the collection took last, and what waits for it")
                        .access(Access.ADMINISTRATOR)
                        .answers(CollectionView.class, call -> view()),
                GROUP.post(
                                PATH + "/-/run",
                                CollectionOrder.class,
                                "run_collection",
                                "Begins a collection in the background, or tells what one would take")
                        .access(Access.ADMINISTRATOR)
                        .answers(CollectionAnswer.class, this::run));
    }

    private CollectionView view() {
        CollectionConfig config = registry.collectionWork().config();
        List<CollectionRun> runs = registry.collectionRuns().last(RUNS);
        return new CollectionView(
                config.enabled(),
                config.grace().toSeconds(),
                config.interval().toSeconds(),
                config.untagged() == CollectionConfig.Untagged.COLLECT,
                config.uploadExpiry().toSeconds(),
                waiting(),
                lookedAt(),
                runs.stream().anyMatch(registry.collectionWork()::isRunning),
                runs.stream().map(this::item).toList());
    }

    private CollectionWaiting waiting() {
        List<Queue> queues = registry.backlog().collection();
        Queue candidates = queues.getFirst();
        Queue due = queues.getLast();
        return new CollectionWaiting(
                candidates.waiting(),
                candidates.more(),
                due.waiting(),
                due.more(),
                registry.backlog().nextDue());
    }

    private Optional<Instant> lookedAt() {
        return jobs.all().stream()
                .map(NodeJob::job)
                .filter(it -> it.name().equals("collection"))
                .flatMap(it -> it.endedAt().stream())
                .max(Instant::compareTo);
    }

    private CollectionAnswer run(Call<CollectionOrder> call) {
        if (call.body().dryRun().orElse(false)) {
            return new CollectionAnswer(
                    Optional.empty(),
                    Optional.of(CollectionRehearsal.of(registry.collector().rehearse(REHEARSED))));
        }
        String node = jobs.self().map(Node::name).orElse("");
        CollectionRun begun = registry.collectionWork()
                .begin(node, call.account().name())
                .orElseThrow(() -> new Problem(
                        409, "A collection runs already", "it takes all that is due: wait until it has ended"));
        return new CollectionAnswer(Optional.of(item(begun)), Optional.empty());
    }

    private CollectionRunItem item(CollectionRun run) {
        return new CollectionRunItem(
                run.node(),
                run.begunBy(),
                state(run),
                run.startedAt(),
                run.endedAt(),
                run.examined(),
                run.manifests(),
                run.blobs(),
                run.bytes(),
                run.failure());
    }

    private CollectionRunState state(CollectionRun run) {
        return switch (run.state()) {
            case RUNNING ->
                registry.collectionWork().isRunning(run) ? CollectionRunState.RUNNING : CollectionRunState.INTERRUPTED;
            case DONE -> CollectionRunState.DONE;
            case FAILED -> CollectionRunState.FAILED;
        };
    }
}
