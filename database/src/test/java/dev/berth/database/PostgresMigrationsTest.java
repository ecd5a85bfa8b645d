package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresMigrationsTest extends MigrationsContract {
    private final PostgresServer server = PostgresServer.shared();
    private final DatabaseConfig config = server.config(server.create());

    @Override
    protected PostgresDatabase open(Migrations migrations) {
        return PostgresDatabase.open(config, migrations);
    }

    @AfterEach
    void drop() {
        server.drop(config.address().name());
    }

    @Test
    void open_byManyNodesAtOnce_changesTheSchemaOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PostgresDatabase>> nodes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Migrations program = i % 2 == 0 ? OLD : ADDING;
                nodes.add(threads.submit(() -> open(program)));
            }
            for (Future<PostgresDatabase> node : nodes) {
                try (PostgresDatabase database = node.get()) {
                    database.probe();
                    assertThat(database.<Long>read(it -> it.number("select count(*) from schema_version")))
                            .isEqualTo(3);
                }
            }
        }
    }

    @Test
    void open_whileAnOldNodeWrites_failsNoneOfItsWrites() throws Exception {
        try (PostgresDatabase old = open(OLD);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong written = new AtomicLong();
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                writers.add(threads.submit(() -> {
                    while (!over.get()) {
                        upload(old, "upload " + written.incrementAndGet());
                        old.snapshot(transaction -> transaction.number("select count(*) from upload where size > 0"));
                    }
                }));
            }

            open(ADDING).close();
            over.set(true);

            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(old.<Long>read(it -> it.number("select count(*) from upload where note = 'none'")))
                    .isEqualTo(written.get());
        }
    }

    @Test
    void schema_hasNoTextThatSortsOtherwise() {
        try (PostgresDatabase database = open(Migrations.OF_BERTH)) {
            assertThat(texts(
                            database,
                            "select table_name || '.' || column_name from information_schema.columns where data_type ="
                                    + " 'text' and table_schema = 'public' and collation_name is distinct from 'C'"))
                    .isEmpty();
            assertThat(database.<Long>read(transaction -> transaction.number(
                            "select count(*) from information_schema.columns where collation_name = 'C'"
                                    + " and table_schema = 'public' and table_name = 'upload'")))
                    .isEqualTo(5);
        }
    }
}
