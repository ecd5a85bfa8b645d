package dev.berth.database;

import dev.berth.database.DatabaseFailure.Reason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.core.DB;

/**
 * The one writer of a SQLite database. Whatever waits when it is free goes into one transaction, each piece of work behind a
 * savepoint of its own, and is committed once. A writer that wants {@link Durability#POWER_LOSS} then waits for
 * {@link LogSync}; the others, and the next transactions, do not.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int LARGEST_GROUP = 256;

    private final JdbcTransaction transaction;
    private final Statement control;
    private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final LogSync logSync;
    private final Job<Boolean> end = new Job<>(Durability.PROCESS_DEATH, transaction -> true);
    private final Thread thread;

    /** Even between commits, and another number after each; odd while readers may see either state. */
    private final AtomicLong state = new AtomicLong();

    private volatile boolean closed;

    GroupCommit(Connection connection, LogSync logSync) throws SQLException {
        this.transaction = new JdbcTransaction(connection);
        this.control = connection.createStatement();
        this.logSync = logSync;
        this.thread = Thread.ofPlatform().name("database-writer").daemon().unstarted(this::serve);
        thread.start();
    }

    /** One writer's work and the promise of its outcome. */
    private static final class Job<T> {
        final Durability durability;
        final Work<T> work;
        final CompletableFuture<T> outcome = new CompletableFuture<>();

        Job(Durability durability, Work<T> work) {
            this.durability = durability;
            this.work = work;
        }

        /** Does the work and returns what tells its writer once the commit is done. */
        Runnable run(Transaction transaction, LogSync logSync) {
            T result = work.in(transaction);
            return switch (durability) {
                case PROCESS_DEATH -> () -> outcome.complete(result);
                case POWER_LOSS ->
                    () -> logSync.afterSync(() -> outcome.complete(result), outcome::completeExceptionally);
            };
        }
    }

    <T> T write(Durability durability, Work<T> work) {
        Job<T> job = new Job<>(durability, work);
        synchronized (queue) {
            if (closed) {
                throw new DatabaseFailure("the database is closed", new IllegalStateException("closed"), Reason.OTHER);
            }
            queue.add(job);
        }
        try {
            return job.outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("interrupted while waiting for a commit", e, Reason.OTHER);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** See {@link Database#state}. */
    OptionalLong state() {
        long now = state.get();
        return (now & 1) == 0 ? OptionalLong.of(now) : OptionalLong.empty();
    }

    int waiting() {
        return queue.size();
    }

    /** Replaces everything by what is in this file, between two groups. */
    void replaceFrom(Path copy) {
        write(Durability.POWER_LOSS, new Replacement(copy));
    }

    /** Marks work that stands outside any transaction. */
    private record Replacement(Path copy) implements Work<Boolean> {
        @Override
        public Boolean in(Transaction transaction) {
            return true;
        }
    }

    private void serve() {
        List<Job<?>> group = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                log.debug("an interrupt is no reason to leave writers without an answer", e);
                continue;
            }
            queue.drainTo(group, LARGEST_GROUP - 1);
            ended = group.remove(end);
            List<Job<?>> together = new ArrayList<>();
            for (Job<?> job : group) {
                if (job.work instanceof Replacement(Path copy)) {
                    commit(together);
                    together.clear();
                    replace(copy, job);
                } else {
                    together.add(job);
                }
            }
            commit(together);
            group.clear();
        }
    }

    private void replace(Path copy, Job<?> job) {
        try {
            DB sqlite = control.getConnection().unwrap(SQLiteConnection.class).getDatabase();
            state.incrementAndGet();
            int code;
            try {
                code = sqlite.restore("main", copy.toString(), null);
            } finally {
                state.incrementAndGet();
            }
            if (code != SQLiteErrorCode.SQLITE_OK.code) {
                throw DB.newSQLException(code, "restoring failed");
            }
            job.run(transaction, logSync).run();
        } catch (SQLException e) {
            job.outcome.completeExceptionally(SqliteDatabase.failure(e));
        }
    }

    private void commit(List<Job<?>> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            List<Runnable> reports = runInOneTransaction(group);
            reports.forEach(Runnable::run);
        } catch (SQLException | UncheckedSqlException | Error e) {
            rollBack();
            if (group.size() == 1) {
                group.getFirst().outcome.completeExceptionally(asFailure(e));
                return;
            }
            // One job's trouble must not fail its neighbours: each gets a transaction of its own.
            for (Job<?> job : group) {
                commit(List.of(job));
            }
        }
    }

    private List<Runnable> runInOneTransaction(List<Job<?>> group) throws SQLException {
        control.execute("begin immediate");
        List<Runnable> reports = new ArrayList<>(group.size());
        for (Job<?> job : group) {
            transaction.update("savepoint job");
            try {
                reports.add(job.run(transaction, logSync));
            } catch (UncheckedSqlException e) {
                throw e;
            } catch (RuntimeException e) {
                transaction.update("rollback to job");
                reports.add(() -> job.outcome.completeExceptionally(e));
            }
            transaction.update("release job");
        }
        state.incrementAndGet();
        try {
            transaction.update("commit");
        } finally {
            state.incrementAndGet();
        }
        return reports;
    }

    private void rollBack() {
        try {
            control.execute("rollback");
        } catch (SQLException e) {
            // SQLite has rolled back by itself after the errors that leave it no choice.
            log.debug("nothing to roll back", e);
        }
    }

    private static RuntimeException asFailure(Throwable e) {
        return switch (e) {
            case SQLException sql -> SqliteDatabase.failure(sql);
            case UncheckedSqlException sql -> SqliteDatabase.failure(sql.sql());
            default -> new IllegalStateException("the database's writer failed", e);
        };
    }

    @Override
    public void close() {
        synchronized (queue) {
            if (!closed) {
                closed = true;
                queue.add(end);
            }
        }
        try {
            thread.join();
            logSync.close();
            transaction.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw SqliteDatabase.failure(e);
        }
    }
}
