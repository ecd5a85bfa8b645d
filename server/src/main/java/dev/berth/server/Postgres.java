package dev.berth.server;

import dev.berth.database.DatabaseConfig;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.PostgresDatabase;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Tables on a PostgreSQL server. Loaded by those alone who have one. */
final class Postgres {
    private Postgres() {}

    /** @throws StartupFailure when the server cannot be used, with what to do about it */
    static OpenDatabase database(DatabaseConfig config) throws StartupFailure {
        try {
            PostgresDatabase database = PostgresDatabase.open(config);
            return new OpenDatabase(database, new RowByRow(database), meters -> bind(meters, database));
        } catch (DatabaseFailure e) {
            throw new StartupFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static void bind(MeterRegistry meters, PostgresDatabase database) {
        Gauge.builder("berth.database.connections.waiting", database, PostgresDatabase::waiting)
                .description("Requests that wait for a connection to the database")
                .register(meters);
        FunctionCounter.builder("berth.database.repetitions", database, PostgresDatabase::repetitions)
                .description("Transactions that were begun anew because of others")
                .register(meters);
    }
}
