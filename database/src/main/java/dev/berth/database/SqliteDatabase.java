package dev.berth.database;

import dev.berth.database.DatabaseFailure.Reason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.UnaryOperator;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The embedded database: one SQLite file with a write-ahead log beside it. One connection writes, by way of
 * {@link GroupCommit}; a few others read at the same time, each seeing the newest commit.
 */
public final class SqliteDatabase implements Database, OnlineCopy {
    /** Reading is bound by the processor, so more connections than cores would only cost memory. */
    private static final int READERS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final int WRITER_CACHE_KIB = 4096;
    private static final int READER_CACHE_KIB = 4096;
    private static final int CHECKPOINT_CACHE_KIB = 64;

    private final Path file;
    private final Migrations migrations;
    private final GroupCommit writer;
    private final BlockingDeque<JdbcTransaction> readers = new LinkedBlockingDeque<>();

    private SqliteDatabase(Path file, Migrations migrations) throws SQLException {
        this.file = file;
        this.migrations = migrations;
        this.writer = new GroupCommit(
                connect(file, WRITER_CACHE_KIB),
                new LogSync(file.resolveSibling(file.getFileName() + "-wal"), () -> checkpoint(file)));
        try {
            migrate();
            for (int i = 0; i < READERS; i++) {
                JdbcTransaction reader = new JdbcTransaction(connect(file, READER_CACHE_KIB));
                reader.update("pragma query_only = 1");
                readers.add(reader);
            }
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * The database in this file, made or brought to the newest schema where needed.
     *
     * @throws DatabaseFailure when it cannot be opened, or was written by a newer Berth
     */
    public static SqliteDatabase open(Path file) {
        return open(file, Migrations.OF_BERTH);
    }

    static SqliteDatabase open(Path file, Migrations migrations) {
        try {
            return new SqliteDatabase(file, migrations);
        } catch (SQLException e) {
            throw failure(e);
        } catch (UncheckedSqlException e) {
            throw failure(e.sql());
        }
    }

    private void migrate() {
        write(transaction -> migrations.apply(transaction, UnaryOperator.identity()));
    }

    private static Connection connect(Path file, int cacheKib) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(10_000);
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, String.valueOf(16 << 20));
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static void checkpoint(Path file) throws SQLException {
        try (Connection connection = connect(file, CHECKPOINT_CACHE_KIB);
                Statement statement = connection.createStatement();
                ResultSet outcome = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
            if (outcome.getInt("busy") != 0) {
                throw new SQLException("the log is in use, and cannot begin anew");
            }
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        return read(takeReader(), work);
    }

    /** Readers of a log wait for nobody; what may take a moment is a page that nobody has read for long. */
    @Override
    public <T> Optional<T> readAtOnce(Work<T> work) {
        JdbcTransaction reader = readers.pollFirst();
        return reader == null ? Optional.empty() : Optional.of(read(reader, work));
    }

    /** No other process writes to the file, and none of this one but by the writer. */
    @Override
    public OptionalLong state() {
        return writer.state();
    }

    private <T> T read(JdbcTransaction reader, Work<T> work) {
        try {
            return work.in(reader);
        } catch (UncheckedSqlException e) {
            throw failure(e.sql());
        } finally {
            readers.addFirst(reader);
        }
    }

    @Override
    public <T> T snapshot(Work<T> work) {
        return read(transaction -> {
            transaction.update("begin");
            try {
                return work.in(transaction);
            } finally {
                transaction.update("commit");
            }
        });
    }

    private JdbcTransaction takeReader() {
        JdbcTransaction reader = readers.pollFirst();
        try {
            return reader != null ? reader : readers.takeFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("interrupted while waiting for the database", e, Reason.OTHER);
        }
    }

    @Override
    public <T> T write(Durability durability, Work<T> work) {
        return writer.write(durability, work);
    }

    @Override
    public void probe() {
        write(Durability.PROCESS_DEATH, Migrations::touch);
        read(migrations::version);
    }

    @Override
    public void copyTo(Path copy) {
        // On a connection of its own, which reads one moment of the database and keeps no writer waiting.
        try (Connection connection = connect(file, READER_CACHE_KIB);
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum into '" + copy.toString().replace("'", "''") + "'");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void replaceFrom(Path copy) {
        check(copy);
        writer.replaceFrom(copy);
        migrate();
    }

    /**
     * Looks at a file that is to replace a database, and does not change it.
     *
     * @throws DatabaseFailure when it is damaged, is no database of Berth, or was written by a newer Berth
     */
    public static void check(Path copy) {
        SQLiteConfig readOnly = new SQLiteConfig();
        readOnly.setReadOnly(true);
        try (JdbcTransaction source = new JdbcTransaction(readOnly.createConnection("jdbc:sqlite:" + copy))) {
            String health =
                    source.first("pragma quick_check(1)", row -> row.text(1)).orElse("it cannot be checked");
            if (!health.equals("ok")) {
                throw new SQLException(health);
            }
            if (Migrations.OF_BERTH.version(source) < 1) {
                throw new SQLException("it has no version of the schema");
            }
        } catch (SQLException e) {
            throw foreign(e);
        } catch (UncheckedSqlException e) {
            throw foreign(e.sql());
        }
    }

    private static DatabaseFailure foreign(SQLException e) {
        return new DatabaseFailure("this is no sound database of Berth: " + e.getMessage(), e, Reason.OTHER);
    }

    /** How many reading connections nobody uses. */
    public int idleReaders() {
        return readers.size();
    }

    /** How many writes wait for their commit. */
    public int waitingWrites() {
        return writer.waiting();
    }

    @Override
    public synchronized void close() {
        writer.close();
        List<JdbcTransaction> all = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            all.add(takeReader());
        }
        try {
            for (JdbcTransaction reader : all) {
                reader.close();
            }
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            // Whoever still wants to read gets a connection that says it is closed.
            readers.addAll(all);
        }
    }

    static DatabaseFailure failure(SQLException e) {
        boolean full = e instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
        return new DatabaseFailure(
                full ? "the database's storage is full" : "the database failed: " + e.getMessage(),
                e,
                full ? Reason.FULL : Reason.OTHER);
    }
}
