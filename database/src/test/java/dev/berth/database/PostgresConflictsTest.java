package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that finds what another has just written. */
class PostgresConflictsTest {
    @SuppressWarnings("NullAway.Init")
    private static PostgresServer server;

    @SuppressWarnings("NullAway.Init")
    private PostgresDatabase database;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void endServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() {
        database = PostgresDatabase.open(server.config(server.create()));
        database.write(transaction -> transaction.update("create table entry (id bigint primary key, text text)"));
        database.write(transaction -> transaction.update("insert into entry (id, text) values (1, 'before')"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tryWrite_withAnotherInTheWay_isEmptyAndLeavesNothing() {
        assertThat(database.tryWrite(Durability.POWER_LOSS, this::updateAfterAnother))
                .isEmpty();

        assertThat(text()).isEqualTo("another's");
        assertThat(database.repetitions()).isZero();
    }

    @Test
    void write_withAnotherInTheWay_beginsAgain() {
        assertThat(database.<Integer>write(this::updateAfterAnother)).isEqualTo(1);

        assertThat(text()).isEqualTo("own");
        assertThat(database.repetitions()).isEqualTo(1);
    }

    @Test
    void rehearse_withAnotherInTheWay_needsNoRepetition() {
        assertThat(database.<Integer>rehearse(this::updateAfterAnother)).isEqualTo(1);

        assertThat(text()).isEqualTo("another's");
        assertThat(database.repetitions()).isZero();
    }

    /** Looks first, and then changes what another changes in between, once. */
    private int updateAfterAnother(Transaction transaction) {
        if (text(transaction).equals("before")) {
            database.write(other -> other.update("update entry set text = 'another''s' where id = 1"));
        }
        return transaction.update("update entry set text = 'own' where id = 1");
    }

    private String text() {
        return database.read(PostgresConflictsTest::text);
    }

    private static String text(Transaction transaction) {
        return transaction
                .first("select text from entry where id = 1", row -> row.text(1))
                .orElseThrow();
    }
}
