package dev.berth.registry.usage;

import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One count of everything that is stored. It reads some thousand rows at a time, each in a transaction of its own: what is
 * pushed meanwhile may be counted or not, and nobody waits for it.
 */
final class Count {
    private static final int REPOSITORIES = 100;

    /** How many of the largest are kept. */
    private static final int LARGEST = 50;

    private static final Comparator<UsageShare> LARGEST_FIRST =
            Comparator.comparingLong(UsageShare::bytes).reversed().thenComparing(UsageShare::name);

    private final Database database;
    private final int rows;
    private final BooleanSupplier goOn;
    private final Map<Long, Long> bytesByRepository = new HashMap<>();
    private final Map<String, UsageShare> namespaces = new HashMap<>();
    private final List<UsageShare> repositories = new ArrayList<>();
    private long bytes;
    private long blobs;
    private long damaged;
    private long manifests;
    private long tags;

    /**
     * A count.
     *
     * @param rows how many are read in one transaction
     * @param goOn whether to go on, asked after each transaction
     */
    Count(Database database, int rows, BooleanSupplier goOn) {
        this.database = database;
        this.rows = rows;
        this.goOn = goOn;
    }

    /** Counts; answers false when it was not to go on. */
    boolean run() {
        return countBlobs() && countHoldings() && countRepositories();
    }

    private boolean countBlobs() {
        record Part(long blobs, long bytes, long damaged, Optional<String> last) {}
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            String behind = last.get();
            Part part = database.read(transaction -> transaction.first(
                            "select count(*), coalesce(sum(size), 0), coalesce(sum(quarantined), 0), max(digest) from"
                                    + " (select digest, size, quarantined from blob where digest > ? order by digest limit ?) part",
                            row -> new Part(row.number(1), row.number(2), row.number(3), row.optionalText(4)),
                            behind,
                            rows))
                    .orElseThrow();
            blobs += part.blobs();
            bytes += part.bytes();
            damaged += part.damaged();
            last = part.last();
            if (!goOn.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private record Holding(long repository, String last, long bytes) {}

    private boolean countHoldings() {
        List<Holding> part = List.of(new Holding(Long.MIN_VALUE, "", 0));
        while (!part.isEmpty()) {
            Holding last = part.getLast();
            part = database.read(transaction -> transaction.list(
                    "select repository_id, max(digest), sum(size) from (select l.repository_id, l.digest, b.size"
                            + " from repository_blob l join blob b on b.digest = l.digest"
                            + " where (l.repository_id, l.digest) > (?, ?) order by l.repository_id, l.digest limit ?) part"
                            + " group by repository_id order by repository_id",
                    row -> new Holding(row.number(1), row.text(2), row.number(3)),
                    last.repository(),
                    last.last(),
                    rows));
            part.forEach(it -> bytesByRepository.merge(it.repository(), it.bytes(), Long::sum));
            if (!goOn.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private record Counted(long id, String name, String namespace, long manifests, long tags) {}

    private boolean countRepositories() {
        long last = Long.MIN_VALUE;
        List<Counted> part;
        do {
            long behind = last;
            part = database.read(transaction -> counted(transaction, behind));
            part.forEach(this::add);
            last = part.isEmpty() ? last : part.getLast().id();
            if (!goOn.getAsBoolean()) {
                return false;
            }
        } while (part.size() == REPOSITORIES);
        return true;
    }

    private static List<Counted> counted(Transaction transaction, long behind) {
        return transaction.list(
                "select r.id, r.name, r.namespace, (select count(*) from manifest m where m.repository_id = r.id),"
                        + " (select count(*) from tag t where t.repository_id = r.id)"
                        + " from repository r where r.id > ? order by r.id limit ?",
                row -> new Counted(row.number(1), row.text(2), row.text(3), row.number(4), row.number(5)),
                behind,
                REPOSITORIES);
    }

    private void add(Counted repository) {
        long held = bytesByRepository.getOrDefault(repository.id(), 0L);
        manifests += repository.manifests();
        tags += repository.tags();
        repositories.add(new UsageShare(repository.name(), 1, held));
        namespaces.merge(
                repository.namespace(),
                new UsageShare(repository.namespace(), 1, held),
                (one, other) -> new UsageShare(one.name(), one.repositories() + 1, one.bytes() + other.bytes()));
    }

    /** What was counted. */
    UsageSample sample(Instant takenAt, Duration took) {
        long logical = repositories.stream().mapToLong(UsageShare::bytes).sum();
        return new UsageSample(takenAt, took, bytes, logical, blobs, damaged, manifests, tags, repositories.size());
    }

    List<UsageShare> largestRepositories() {
        return repositories.stream().sorted(LARGEST_FIRST).limit(LARGEST).toList();
    }

    List<UsageShare> largestNamespaces() {
        return namespaces.values().stream().sorted(LARGEST_FIRST).limit(LARGEST).toList();
    }
}
