package dev.berth.registry;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.berth.database.Database;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * How many bytes of blobs repositories hold, each blob counted once. For most that is added up whenever somebody asks. It takes too
 * long for those with very many blobs; their size is remembered for ten minutes, and added up anew behind the back of whoever asks
 * when it is older than one.
 */
public final class RepositorySizes {
    private static final int MANY_BLOBS = 2000;
    private static final int REMEMBERED = 1000;
    private static final Duration YOUNG = Duration.ofMinutes(1);
    private static final Duration OLD = Duration.ofMinutes(10);

    private final Database database;
    private final int manyBlobs;
    private final LoadingCache<Long, Long> large;

    RepositorySizes(Database database) {
        this(database, MANY_BLOBS, Ticker.systemTicker(), Thread::startVirtualThread);
    }

    RepositorySizes(Database database, int manyBlobs, Ticker ticker, Executor behindTheBack) {
        this.database = database;
        this.manyBlobs = manyBlobs;
        this.large = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .refreshAfterWrite(YOUNG)
                .expireAfterWrite(OLD)
                .ticker(ticker)
                .executor(behindTheBack)
                .build(this::sum);
    }

    /** How many bytes of blobs the repository with this id holds; of one with very many, how many it held minutes ago. */
    public long of(long repository) {
        return hasMany(repository) ? large.get(repository) : sum(repository);
    }

    private boolean hasMany(long repository) {
        return database.read(transaction -> transaction.number(
                        "select count(*) from (select 1 from repository_blob where repository_id = ? limit ?) part",
                        repository,
                        manyBlobs))
                == manyBlobs;
    }

    private long sum(long repository) {
        return database.read(transaction -> transaction.number(
                "select coalesce(sum(b.size), 0) from repository_blob l join blob b on b.digest = l.digest"
                        + " where l.repository_id = ?",
                repository));
    }
}
