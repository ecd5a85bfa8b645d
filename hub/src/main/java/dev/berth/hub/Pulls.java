package dev.berth.hub;

import dev.berth.database.Database;
import dev.berth.database.Durability;
import dev.berth.database.Transaction;
import dev.berth.database.jobs.Job;
import dev.berth.oci.Digest;
import dev.berth.oci.Reference;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import dev.berth.registry.FormerNames;
import dev.berth.registry.PullCounter;
import dev.berth.registry.Repositories;
import dev.berth.registry.StoredRepository;
import dev.berth.registry.TagRows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts pulls in memory, and brings them to the database every few seconds: a pull pays for a look into a map. What was not
 * brought there is lost when the process dies.
 *
 * <p>Clients ask for a tag's digest and then pull by digest, an index first and one of its images next. So a pull by digest counts for
 * the tag that points to it, the newest of several; one of something without a tag counts for none, and not at all where an index holds it.
 */
public final class Pulls implements PullCounter {
    private static final Logger log = LoggerFactory.getLogger(Pulls.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int BATCH = 200;

    /** Of how many different manifests pulls are counted between two visits to the database. */
    private static final int MOST_COUNTED = 100_000;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Database database;
    private final Repositories repositories;
    private final TagRows tags;
    private final Listings listings;
    private final InstantSource clock;
    private final ConcurrentHashMap<Pulled, Long> counts = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    Pulls(Database database, Repositories repositories, TagRows tags, Listings listings, InstantSource clock) {
        this.database = database;
        this.repositories = repositories;
        this.tags = tags;
        this.listings = listings;
        this.clock = clock;
    }

    private record Pulled(RepositoryName name, Reference reference) {}

    @Override
    public void count(RepositoryName name, Reference reference) {
        Pulled pulled = new Pulled(name, reference);
        if (counts.size() < MOST_COUNTED || counts.containsKey(pulled)) {
            counts.merge(pulled, 1L, Long::sum);
        }
    }

    /** Brings the counts to the database again and again, until {@link #stop}, and once more then. */
    public void run(Job job) {
        boolean last;
        do {
            last = isStopped();
            try {
                job.once(INTERVAL, () -> {
                    long counted = flush();
                    return counted == 0 ? "" : "counted " + counted + " pulls";
                });
            } catch (RuntimeException e) {
                log.warn("pulls could not be counted; it will be tried again", e);
            }
        } while (!last);
    }

    private boolean isStopped() {
        try {
            return stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Has {@link #run} bring what it has to the database, and return. */
    public void stop() {
        stopped.countDown();
    }

    /** Brings what was counted to the database, and answers how many pulls that were. */
    long flush() {
        long counted = 0;
        while (!counts.isEmpty()) {
            Map<Pulled, Long> batch = new HashMap<>();
            for (Pulled pulled : counts.keySet()) {
                if (batch.size() < BATCH) {
                    Optional.ofNullable(counts.remove(pulled)).ifPresent(count -> batch.put(pulled, count));
                }
            }
            try {
                database.write(Durability.PROCESS_DEATH, transaction -> keep(transaction, batch));
            } catch (RuntimeException e) {
                batch.forEach((pulled, count) -> counts.merge(pulled, count, Long::sum));
                throw e;
            }
            counted += batch.values().stream().mapToLong(Long::longValue).sum();
        }
        return counted;
    }

    private boolean keep(Transaction transaction, Map<Pulled, Long> batch) {
        Map<Long, Long> totals = new HashMap<>();
        batch.forEach((pulled, count) -> repository(transaction, pulled.name())
                .flatMap(it -> tag(transaction, it.id(), pulled.reference()).map(tag -> {
                    add(transaction, it.id(), tag, count);
                    return it.id();
                }))
                .ifPresent(id -> totals.merge(id, count, Long::sum)));
        totals.forEach((id, count) -> listings.find(transaction, id)
                .ifPresent(it -> listings.change(transaction, it, it.liked(it.stars(), it.pulls() + count))));
        return true;
    }

    /** The repository of this name, or the one that had it when the pull was counted. */
    private Optional<StoredRepository> repository(Transaction transaction, RepositoryName name) {
        return repositories
                .find(transaction, name)
                .or(() -> FormerNames.now(transaction, name).flatMap(now -> repositories.find(transaction, now)));
    }

    /** The tag that a pull counts for, the empty text for none; empty where it does not count. */
    private Optional<String> tag(Transaction transaction, long repository, Reference reference) {
        return switch (reference) {
            case Tag tag -> Optional.of(tag.name());
            case Digest digest -> {
                Optional<String> newest = tags.newestOf(transaction, repository, digest.toString());
                yield newest.isPresent() || tags.isInIndex(transaction, repository, digest.toString())
                        ? newest
                        : Optional.of("");
            }
        };
    }

    private void add(Transaction transaction, long repository, String tag, long count) {
        long now = clock.millis();
        transaction.update(
                "insert into tag_pulls (repository_id, tag, pulls, last_pulled_at) values (?, ?, ?, ?)"
                        + " on conflict (repository_id, tag) do update set pulls = tag_pulls.pulls + excluded.pulls,"
                        + " last_pulled_at = excluded.last_pulled_at",
                repository,
                tag,
                count,
                now);
        transaction.update(
                "insert into pulls_by_day (repository_id, day, tag, pulls) values (?, ?, ?, ?)"
                        + " on conflict (repository_id, day, tag) do update set pulls = pulls_by_day.pulls + excluded.pulls",
                repository,
                now / DAY_MILLIS,
                tag,
                count);
    }

    /** How often a tag was pulled, and when last, in epoch milliseconds. */
    public record OfTag(long pulls, long lastPulledAt) {}

    /** The pulls of the tag; empty where nobody has pulled it. */
    public Optional<OfTag> of(Transaction transaction, long repository, String tag) {
        return transaction.first(
                "select pulls, last_pulled_at from tag_pulls where repository_id = ? and tag = ?",
                row -> new OfTag(row.number(1), row.number(2)),
                repository,
                tag);
    }

    /** The pulls of a tag on one day, counted from 1970; the tag is empty for pulls of what has none. */
    public record OfDay(long day, String tag, long pulls) {}

    /** The pulls of the last days up to today, by day and tag, without days and tags that have none. */
    public List<OfDay> byDay(long repository, int days) {
        return database.read(transaction -> transaction.list(
                "select day, tag, pulls from pulls_by_day where repository_id = ? and day > ? order by day, tag",
                row -> new OfDay(row.number(1), row.text(2), row.number(3)),
                repository,
                today() - days));
    }

    /** The day that it is in UTC, counted from 1970. */
    public long today() {
        return clock.millis() / DAY_MILLIS;
    }

    void forget(Transaction transaction, long repository) {
        transaction.update("delete from tag_pulls where repository_id = ?", repository);
        transaction.update("delete from pulls_by_day where repository_id = ?", repository);
    }
}
