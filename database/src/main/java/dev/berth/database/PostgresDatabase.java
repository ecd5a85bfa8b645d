package dev.berth.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.berth.database.DatabaseFailure.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * A database on a PostgreSQL server, which any number of nodes share. Statements outside transactions go to one pool of
 * connections, writes to another, and those that need not survive the server's loss of power to a third.
 *
 * <p>Writers are alone by PostgreSQL's serializable isolation: they run at the same time, and where the outcome would not be
 * that of one after the other, the server refuses one of them, which is begun anew.
 */
public final class PostgresDatabase implements Database {
    /** What takes longer is no news of a connection's past: the server hangs, or stops now. */
    private static final Duration AT_ONCE = Duration.ofMillis(250);

    private final DatabaseConfig config;
    private final Migrations migrations;
    private final DataSource unpooled;
    private final HikariDataSource readers;
    private final HikariDataSource writers;
    private final HikariDataSource quickWriters;
    private final Conflicts conflicts = new Conflicts();

    /** Held for reading by whoever is at work, and for writing by the close that waits for them. */
    private final ReadWriteLock calls = new ReentrantReadWriteLock();

    private boolean closed;

    private PostgresDatabase(DatabaseConfig config, Migrations migrations) {
        PostgresConnections connections = new PostgresConnections(config);
        this.config = config;
        this.migrations = migrations;
        this.unpooled = connections.unpooled();
        this.readers = connections.readers();
        this.writers = connections.writers(Durability.POWER_LOSS);
        this.quickWriters = connections.writers(Durability.PROCESS_DEATH);
    }

    /**
     * The database on this server, its schema made or brought to the newest version where needed.
     *
     * @throws DatabaseFailure when it cannot be used, with what to do about it
     */
    public static PostgresDatabase open(DatabaseConfig config) {
        return open(config, Migrations.OF_BERTH);
    }

    static PostgresDatabase open(DatabaseConfig config, Migrations migrations) {
        new PostgresSchema(config, migrations).prepare();
        return new PostgresDatabase(config, migrations);
    }

    @Override
    public <T> T read(Work<T> work) {
        return whileOpen(() -> pooled(readers, work::in));
    }

    @Override
    public <T> T snapshot(Work<T> work) {
        return whileOpen(() -> pooled(readers, transaction -> {
            transaction.begin();
            return committed(transaction, work);
        }));
    }

    @Override
    public <T> T write(Durability durability, Work<T> work) {
        return whileOpen(() ->
                conflicts.outlast(() -> pooled(pool(durability), transaction -> committed(transaction, work))));
    }

    private HikariDataSource pool(Durability durability) {
        return switch (durability) {
            case POWER_LOSS -> writers;
            case PROCESS_DEATH -> quickWriters;
        };
    }

    @Override
    public <T> Optional<T> tryWrite(Durability durability, Work<T> work) {
        return whileOpen(() -> {
            try {
                return Optional.of(pooled(pool(durability), transaction -> committed(transaction, work)));
            } catch (SQLException e) {
                return emptyOrThrow(e);
            } catch (UncheckedSqlException e) {
                return emptyOrThrow(e.sql());
            }
        });
    }

    private static <T> Optional<T> emptyOrThrow(SQLException e) throws SQLException {
        if (PostgresFailures.isConflict(e)) {
            return Optional.empty();
        }
        throw e;
    }

    /** Nothing of it stays, so nobody has to be kept from seeing half of it, and others are in its way only where they lock rows. */
    @Override
    public <T> T rehearse(Work<T> work) {
        return whileOpen(() -> conflicts.outlast(() -> pooled(quickWriters, transaction -> {
            transaction.update("set transaction isolation level read committed");
            T outcome = work.in(transaction);
            transaction.rollBack();
            return outcome;
        })));
    }

    @Override
    public <T> T overhaul(Work<T> work) {
        return whileOpen(() -> conflicts.outlast(() -> {
            try (JdbcTransaction transaction = new JdbcTransaction(unpooled.getConnection())) {
                String tables = transaction.tables().stream().map(Table::name).collect(Collectors.joining(", "));
                transaction.begin();
                transaction.update("set transaction isolation level serializable");
                // Before the first query, so that what it sees is what the last writer left.
                transaction.update("lock table " + tables + " in exclusive mode");
                return committed(transaction, work);
            }
        }));
    }

    /** What is done with one connection. */
    @FunctionalInterface
    private interface Task<T> {
        T on(JdbcTransaction transaction) throws SQLException;
    }

    /**
     * The outcome on a connection of this pool. One that was cut while it lay in the pool, as by a restart of the server, shows it
     * at once and before anything came of it; then another is taken.
     */
    private static <T> T pooled(HikariDataSource pool, Task<T> task) throws SQLException {
        for (int cut = 0; ; cut++) {
            JdbcTransaction transaction = new JdbcTransaction(connection(pool));
            long began = System.nanoTime();
            try (transaction) {
                return task.on(transaction);
            } catch (UncheckedSqlException e) {
                if (!wasCutInThePool(e.sql(), transaction, began) || cut == pool.getMaximumPoolSize()) {
                    throw e;
                }
            }
        }
    }

    private static Connection connection(HikariDataSource pool) throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException e) {
            throw pool.getDataSource() instanceof PatientSource source ? source.explained(e) : e;
        }
    }

    private static boolean wasCutInThePool(SQLException e, JdbcTransaction transaction, long began) {
        return PostgresFailures.isCut(e) && transaction.isFresh() && System.nanoTime() - began < AT_ONCE.toNanos();
    }

    /** The result of this work once it is committed. What was not, is rolled back where the pool takes the connection back. */
    private static <T> T committed(JdbcTransaction transaction, Work<T> work) throws SQLException {
        T result = work.in(transaction);
        transaction.commit();
        return result;
    }

    /** A call that the close waits for. */
    @FunctionalInterface
    private interface Call<T> {
        T make() throws SQLException, InterruptedException;
    }

    private <T> T whileOpen(Call<T> call) {
        calls.readLock().lock();
        try {
            if (closed) {
                throw new DatabaseFailure("the database is closed", new IllegalStateException("closed"), Reason.OTHER);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("before the work began");
            }
            return call.make();
        } catch (SQLException e) {
            throw failure(e);
        } catch (UncheckedSqlException e) {
            throw failure(e.sql());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("interrupted while waiting for the database", e, Reason.OTHER);
        } finally {
            calls.readLock().unlock();
        }
    }

    private DatabaseFailure failure(SQLException e) {
        if (PostgresFailures.isStandby(e)) {
            // Another server is the primary now; the next connections look for it.
            pools().forEach(pool -> pool.getHikariPoolMXBean().softEvictConnections());
        }
        return PostgresFailures.failure(e, config);
    }

    @Override
    public void probe() {
        write(Durability.PROCESS_DEATH, Migrations::touch);
        read(migrations::version);
    }

    /** How many times work was begun again because others were in its way. */
    public long repetitions() {
        return conflicts.repetitions();
    }

    /** How many calls wait for a connection. */
    public int waiting() {
        return pools().stream()
                .mapToInt(pool -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection())
                .sum();
    }

    private List<HikariDataSource> pools() {
        return List.of(readers, writers, quickWriters);
    }

    @Override
    public void close() {
        calls.writeLock().lock();
        try {
            closed = true;
        } finally {
            calls.writeLock().unlock();
        }
        pools().forEach(HikariDataSource::close);
    }
}
