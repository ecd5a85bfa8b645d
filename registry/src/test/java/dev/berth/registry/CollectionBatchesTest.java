package dev.berth.registry;

import static dev.berth.registry.TestRegistry.GRACE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.Durability;
import dev.berth.database.SqliteDatabase;
import dev.berth.database.Work;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much the collection looks at in one transaction, where others are in the way of long ones. */
class CollectionBatchesTest {
    private static final int BLOBS = 120;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TwoNodes nodes;

    @BeforeEach
    void open() throws IOException {
        nodes = new TwoNodes(folder);
        for (int i = 0; i < BLOBS; i++) {
            byte[] content = ("layer " + i).getBytes(UTF_8);
            UploadSession session = nodes.open(Algorithm.SHA256);
            TwoNodes.finish(nodes.first.uploads(), session, content, 0, Digest.of(content));
        }
        nodes.clock.pass(GRACE);
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    @Test
    void collect_whereLargeBatchesFail_goesOnWithSmallerOnes() throws IOException {
        CrowdedDatabase crowded = new CrowdedDatabase(nodes.database, failure(), 3);

        assertThat(nodes.node(crowded, nodes.store).collector().collect().blobs())
                .isEqualTo(BLOBS);

        assertThat(crowded.failed).startsWith(50L, 25L, 12L, 6L).doesNotContain(3L);
        nodes.assertNothingIsLeftBehind();
        assertThat(nodes.store.locations()).isEmpty();
    }

    @Test
    void collect_whereNoBatchSucceeds_failsAndLosesNothing() throws IOException {
        CrowdedDatabase crowded = new CrowdedDatabase(nodes.database, failure(), 0);

        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> nodes.node(crowded, nodes.store).collector().collect());

        assertThat(crowded.failed).containsExactly(50L, 25L, 12L, 6L, 3L, 1L);
        assertThat(nodes.second.collector().waiting()).isEqualTo(BLOBS);
        assertThat(nodes.second.collector().collect().blobs()).isEqualTo(BLOBS);
    }

    /** What a database throws that cannot answer. */
    private DatabaseFailure failure() {
        Database closed = SqliteDatabase.open(folder.resolve("closed.db"));
        closed.close();
        return catchThrowableOfType(
                DatabaseFailure.class, () -> closed.read(transaction -> transaction.number("select 1")));
    }

    /** A database that has no room for transactions that take more than a few candidates away. */
    private static final class CrowdedDatabase implements Database {
        private static final String CANDIDATES = "select count(*) from collection_candidate";

        private final Database database;
        private final DatabaseFailure failure;
        private final int most;
        private final List<Long> failed = new ArrayList<>();

        CrowdedDatabase(Database database, DatabaseFailure failure, int most) {
            this.database = database;
            this.failure = failure;
            this.most = most;
        }

        @Override
        public <T> T write(Durability durability, Work<T> work) {
            return database.write(durability, transaction -> {
                long before = transaction.number(CANDIDATES);
                T result = work.in(transaction);
                long taken = before - transaction.number(CANDIDATES);
                if (taken > most) {
                    failed.add(taken);
                    throw failure;
                }
                return result;
            });
        }

        @Override
        public <T> T read(Work<T> work) {
            return database.read(work);
        }

        @Override
        public <T> T snapshot(Work<T> work) {
            return database.snapshot(work);
        }

        @Override
        public void probe() {
            database.probe();
        }

        @Override
        public void close() {}
    }
}
