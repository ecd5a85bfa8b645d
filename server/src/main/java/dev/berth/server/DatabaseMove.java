package dev.berth.server;

import dev.berth.database.Database;
import dev.berth.database.DatabaseConfig;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.TableCopy;
import dev.berth.server.config.Configuration;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Moves what the embedded database holds to an empty PostgreSQL, while no server runs. The blobs stay where they are, and the
 * old database stays too, marked so that nobody starts on it.
 */
final class DatabaseMove {
    private final Configuration configuration;
    private final Consumer<String> lines;

    DatabaseMove(Configuration configuration, Consumer<String> lines) {
        this.configuration = configuration;
        this.lines = lines;
    }

    /**
     * Moves everything.
     *
     * @throws StartupFailure when a server uses the data folder, when the target holds something already, or when it cannot
     *     be used; then everything is as it was
     */
    void run(DatabaseConfig target) throws StartupFailure {
        try (DataFolder folder = DataFolder.take(configuration.storage().data());
                Database from = Embedded.database(folder).tables();
                Database to = Postgres.database(target).tables()) {
            long rows = new TableCopy(from, to).intoEmpty();
            lines.accept("copied " + rows + " rows; comparing them");
            requireSame(TableDigest.of(from), TableDigest.of(to));
            folder.markMoved(target.address().toString());
        } catch (DatabaseFailure e) {
            throw new StartupFailure(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StartupFailure("the data folder cannot be written: " + e.getMessage(), e);
        }
        lines.accept("both hold the same. Set database.url to " + target.address() + ", database.user to "
                + target.user() + " and the password, and start the server");
    }

    private static void requireSame(List<TableDigest> before, List<TableDigest> after) throws StartupFailure {
        for (TableDigest table : before) {
            if (!after.contains(table)) {
                throw new StartupFailure("the table " + table.table()
                        + " has other rows after the copy: somebody has written to the new database; empty it, and try"
                        + " again");
            }
        }
    }
}
