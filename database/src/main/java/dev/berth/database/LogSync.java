package dev.berth.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the write-ahead log to the disk for all who wait for it, with one fsync however many they are, while the writer
 * goes on with the next transactions. SQLite itself is told to leave the log alone ({@code synchronous = normal}): it still
 * syncs the log before a checkpoint and the database after it, so a commit is on the disk once the log is.
 */
final class LogSync implements AutoCloseable {
    private static final Waiter END = new Waiter(() -> {}, failure -> {});

    private final Path log;
    private final Checkpoint checkpoint;
    private final BlockingQueue<Waiter> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private @Nullable FileChannel channel;
    private boolean distrusted;

    /** Brings all that is committed into the database itself, durably, and has the log begin anew. */
    interface Checkpoint {
        void run() throws SQLException;
    }

    /** Who waits for the disk. No record: their equality is made at run time, at the start's expense, and not wanted here. */
    private static final class Waiter {
        private final Runnable done;
        private final Consumer<DatabaseFailure> failed;

        Waiter(Runnable done, Consumer<DatabaseFailure> failed) {
            this.done = done;
            this.failed = failed;
        }
    }

    /** @param log the file beside the database whose name ends with {@code -wal}; it exists from the first commit on */
    LogSync(Path log, Checkpoint checkpoint) {
        this.log = log;
        this.checkpoint = checkpoint;
        this.thread = Thread.ofPlatform().name("database-log-sync").daemon().unstarted(this::serve);
        thread.start();
    }

    /** Calls {@code done} when everything that is committed by now survives the loss of power. */
    void afterSync(Runnable done, Consumer<DatabaseFailure> failed) {
        waiting.add(new Waiter(done, failed));
    }

    private void serve() {
        List<Waiter> group = new ArrayList<>();
        while (!group.contains(END)) {
            group.clear();
            try {
                group.add(waiting.take());
            } catch (InterruptedException e) {
                continue;
            }
            waiting.drainTo(group);
            try {
                force();
                group.forEach(it -> it.done.run());
            } catch (IOException | SQLException e) {
                distrusted = true;
                DatabaseFailure failure = new DatabaseFailure(
                        "the database's log cannot be brought to the disk", e, DatabaseFailure.Reason.OTHER);
                group.forEach(it -> it.failed.accept(failure));
            }
        }
    }

    private void force() throws IOException, SQLException {
        if (distrusted) {
            // After a failed fsync the system takes what it could not write for written: the next one would vouch for a
            // log
            // with a hole, which ends there when it is read after a loss of power, whatever is written behind.
            checkpoint.run();
            distrusted = false;
        }
        FileChannel known = channel;
        if (known == null) {
            known = FileChannel.open(log, StandardOpenOption.WRITE);
            channel = known;
        }
        known.force(false);
    }

    /** Ends after those who wait. */
    @Override
    public void close() {
        waiting.add(END);
        try {
            thread.join();
            if (channel != null) {
                channel.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new DatabaseFailure("the database's log cannot be closed", e, DatabaseFailure.Reason.OTHER);
        }
    }
}
