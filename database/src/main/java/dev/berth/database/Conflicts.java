package dev.berth.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Begins work anew that met others in PostgreSQL. Each time it waits a little longer, and never as long as the others; and it
 * gives up after some seconds, because by then a client had better come again.
 */
final class Conflicts {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long SHORTEST_PAUSE_MICROS = 1_000;
    private static final int LONGEST_PAUSE_SHIFT = 7;

    /** A key that is there once more when nobody can have written it meanwhile is the work's own mistake. */
    private static final int DUPLICATES = 3;

    private final LongAdder repetitions = new LongAdder();

    /** One try of the work. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws SQLException;
    }

    /**
     * The outcome of the first attempt that met nobody.
     *
     * @throws SQLException what it failed with otherwise, or in the end
     */
    <T> T outlast(Attempt<T> attempt) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int failures = 0; ; failures++) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                beginAgainOrThrow(e, failures, end);
            } catch (UncheckedSqlException e) {
                beginAgainOrThrow(e.sql(), failures, end);
            }
        }
    }

    private void beginAgainOrThrow(SQLException e, int failures, long end) throws SQLException, InterruptedException {
        if (!isWorthARepetition(e, failures) || System.nanoTime() > end) {
            throw e;
        }
        repetitions.increment();
        pause(failures);
    }

    private static boolean isWorthARepetition(SQLException e, int failures) {
        return PostgresFailures.isConflict(e) || PostgresFailures.isDuplicate(e) && failures < DUPLICATES;
    }

    private static void pause(int failures) throws InterruptedException {
        long longest = SHORTEST_PAUSE_MICROS << Math.min(failures, LONGEST_PAUSE_SHIFT);
        Thread.sleep(Duration.ofNanos(1_000 * ThreadLocalRandom.current().nextLong(longest + 1)));
    }

    /** How many times work was begun again. */
    long repetitions() {
        return repetitions.sum();
    }
}
