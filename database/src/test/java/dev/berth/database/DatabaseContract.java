package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Database} promises to one thread. The test of a database is a short subclass. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class DatabaseContract {
    @SuppressWarnings("NullAway.Init")
    private Database database;

    /** The database of this test, empty at first but for Berth's schema. Called again, it opens the same one as after a restart. */
    protected abstract Database open();

    @BeforeEach
    void openWithTable() {
        database = open();
        database.write(transaction -> transaction.update(
                "create table thing (id bigint primary key, name text, amount bigint, content bytea)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void write_thatReturns_stays(Durability durability) {
        String answer = database.write(durability, transaction -> {
            insert(transaction, 1, "one");
            insert(transaction, 2, "two");
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(names()).containsExactly("one", "two");
        reopen();
        assertThat(names()).containsExactly("one", "two");
    }

    @Test
    void write_seesItsOwnStatements() {
        long count = database.write(transaction -> {
            insert(transaction, 1, "one");
            return transaction.number("select count(*) from thing");
        });

        assertThat(count).isEqualTo(1);
    }

    @Test
    void write_thatThrows_leavesNothingAndPassesItOn() {
        write(1, "before");
        IllegalArgumentException thrown = new IllegalArgumentException("thrown by the work");

        assertThatThrownBy(() -> database.write(transaction -> {
                    insert(transaction, 2, "lost");
                    transaction.update("update thing set name = 'changed'");
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(names()).containsExactly("before");
        write(2, "after");
        assertThat(names()).containsExactly("before", "after");
    }

    @ParameterizedTest
    @EnumSource
    void tryWrite_whereNobodyIsInTheWay_stays(Durability durability) {
        assertThat(database.tryWrite(durability, transaction -> insert(transaction, 1, "one")))
                .contains(1);

        assertThat(names()).containsExactly("one");
    }

    @Test
    void tryWrite_thatThrows_leavesNothingAndPassesItOn() {
        IllegalArgumentException thrown = new IllegalArgumentException("thrown by the work");

        assertThatThrownBy(() -> database.tryWrite(Durability.POWER_LOSS, transaction -> {
                    insert(transaction, 1, "lost");
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertFails(() -> database.tryWrite(
                Durability.POWER_LOSS, transaction -> transaction.update("insert into nowhere values (1)")));

        assertThat(names()).isEmpty();
    }

    @Test
    void rehearse_seesItsOwnStatementsAndLeavesNothing() {
        write(1, "before");

        long count = database.rehearse(transaction -> {
            insert(transaction, 2, "lost");
            transaction.update("update thing set name = 'changed'");
            return transaction.number("select count(*) from thing where name = 'changed' or id = 2");
        });

        assertThat(count).isEqualTo(2);
        assertThat(names()).containsExactly("before");
        write(2, "after");
        assertThat(names()).containsExactly("before", "after");
    }

    @Test
    void rehearse_thatThrows_leavesNothingAndPassesItOn() {
        IllegalArgumentException thrown = new IllegalArgumentException("thrown by the work");

        assertThatThrownBy(() -> database.rehearse(transaction -> {
                    insert(transaction, 1, "lost");
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(names()).isEmpty();
        write(1, "after");
        assertThat(names()).containsExactly("after");
    }

    @Test
    void write_ofWrongSql_isADatabaseFailureAndLeavesNothing() {
        assertFails(() -> database.write(transaction -> {
            insert(transaction, 1, "lost");
            return transaction.update("insert into nowhere values (1)");
        }));

        assertThat(names()).isEmpty();
        write(1, "after");
        assertThat(names()).containsExactly("after");
    }

    @Test
    void write_againstAConstraint_isADatabaseFailureAndLeavesNothing() {
        write(1, "first");

        assertFails(() -> database.write(transaction -> {
            insert(transaction, 2, "lost");
            return insert(transaction, 1, "second");
        }));

        assertThat(names()).containsExactly("first");
    }

    @Test
    void write_ofATable_isTakenBackToo() {
        assertThatThrownBy(() -> database.write(transaction -> {
                    transaction.update("create table fleeting (id bigint)");
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertFails(() -> database.read(transaction -> transaction.number("select count(*) from fleeting")));
    }

    @Test
    void read_mayNotWrite() {
        assertFails(() -> database.read(transaction -> insert(transaction, 1, "smuggled")));
        assertFails(() -> database.snapshot(transaction -> insert(transaction, 1, "smuggled")));

        assertThat(names()).isEmpty();
    }

    @Test
    void read_thatThrows_passesItOnAndHoldsNothingBack() {
        for (int i = 0; i < 100; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> database.read(transaction -> {
                        throw new IllegalStateException();
                    }));
            assertThatIllegalStateException()
                    .isThrownBy(() -> database.snapshot(transaction -> {
                        throw new IllegalStateException();
                    }));
            assertFails(() -> database.read(transaction -> transaction.update("no statement")));
        }

        write(1, "seen");
        assertThat(names()).containsExactly("seen");
    }

    @Test
    void read_thatThrowsBetweenRows_holdsNothingBack() {
        write(1, "one");
        write(2, "two");
        assertThatIllegalStateException()
                .isThrownBy(() -> database.read(transaction -> transaction.list("select name from thing", row -> {
                    throw new IllegalStateException();
                })));

        write(3, "three");

        assertThat(names()).containsExactly("one", "two", "three");
    }

    @Test
    void statements_bindEveryTypeOfParameter() {
        byte[] bytes = {0, 1, -1};
        database.write(transaction -> {
            String sql = "insert into thing (id, name, amount, content) values (?, ?, ?, ?)";
            transaction.update(sql, 1, "text", Long.MAX_VALUE, bytes);
            transaction.update(sql, 2L, Optional.of("maybe"), true, Optional.of(bytes));
            return transaction.update(sql, Optional.of(3), Optional.empty(), Optional.empty(), Optional.empty());
        });

        assertThat(things())
                .extracting(Thing::id, Thing::name, Thing::amount)
                .containsExactly(
                        tuple(1L, Optional.of("text"), Optional.of(Long.MAX_VALUE)),
                        tuple(2L, Optional.of("maybe"), Optional.of(1L)),
                        tuple(3L, Optional.empty(), Optional.empty()));
        assertThat(content(1)).isEqualTo(bytes);
        assertThat(content(2)).isEqualTo(bytes);
        assertThatIllegalStateException().isThrownBy(() -> content(3)).withMessageContaining("null");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> database.read(transaction -> transaction.exists("select ?", 1.5)));
    }

    @Test
    void statements_keepTextAndBytesAsTheyAre() {
        String text = "ü \uD83D\uDEA2 ' \" ; -- ? \\ \n %s";
        byte[] bytes = new byte[5 << 20];
        new Random(1).nextBytes(bytes);

        database.write(transaction ->
                transaction.update("insert into thing (id, name, content) values (1, ?, ?)", text, bytes));

        assertThat(names()).containsExactly(text);
        assertThat(content(1)).isEqualTo(bytes);
    }

    @Test
    void statements_tellWhatTheyFoundOrChanged() {
        write(1, "one");
        write(2, "two");

        database.read(transaction -> {
            assertThat(transaction.first("select name from thing where id = 3", row -> row.text(1)))
                    .isEmpty();
            assertThat(transaction.list("select name from thing where id > 2", row -> row.text(1)))
                    .isEmpty();
            assertThat(transaction.list("select name from thing order by id desc", row -> row.text(1)))
                    .containsExactly("two", "one");
            assertThat(transaction.number("select id from thing where id > ?", 2))
                    .isZero();
            assertThat(transaction.exists("select 1 from thing where name = ?", "two"))
                    .isTrue();
            assertThat(transaction.exists("select 1 from thing where name = ?", "three"))
                    .isFalse();
            return true;
        });
        int changed = database.write(transaction -> transaction.update("update thing set amount = 3"));
        int unchanged = database.write(transaction -> transaction.update("delete from thing where id = 9"));
        Optional<String> returned = database.write(
                transaction -> transaction.first("delete from thing where id = 1 returning name", row -> row.text(1)));

        assertThat(changed).isEqualTo(2);
        assertThat(unchanged).isZero();
        assertThat(returned).contains("one");
        assertThat(names()).containsExactly("two");
    }

    @Test
    void probe_answersWhereItWorks() {
        database.probe();

        database.close();

        assertFails(database::probe);
    }

    @Test
    void close_again_changesNothing() {
        write(1, "kept");
        database.close();
        database.close();

        reopen();

        assertThat(names()).containsExactly("kept");
    }

    @Test
    void calls_afterTheClose_areRefused() {
        database.close();

        assertFails(() -> write(1, "late"));
        assertFails(this::names);
        assertFails(() -> database.snapshot(transaction -> transaction.number("select 1")));
        reopen();
        assertThat(names()).isEmpty();
    }

    private void reopen() {
        database.close();
        database = open();
    }

    private record Thing(long id, Optional<String> name, Optional<Long> amount) {}

    private static int insert(Transaction transaction, long id, String name) {
        return transaction.update("insert into thing (id, name) values (?, ?)", id, name);
    }

    private void write(long id, String name) {
        database.write(Durability.PROCESS_DEATH, transaction -> insert(transaction, id, name));
    }

    private List<String> names() {
        return things().stream().flatMap(thing -> thing.name().stream()).toList();
    }

    private List<Thing> things() {
        return database.read(transaction -> transaction.list(
                "select id, name, amount from thing order by id",
                row -> new Thing(row.number(1), row.optionalText(2), row.optionalNumber(3))));
    }

    private byte[] content(long id) {
        return database.read(transaction ->
                        transaction.first("select content from thing where id = ?", row -> row.bytes(1), id))
                .orElseThrow();
    }

    private static void assertFails(ThrowingCallable call) {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.isFull()).isFalse());
    }
}
