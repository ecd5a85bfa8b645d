package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Work that reads and then writes has the outcome of one after the other, whatever runs beside it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SerializableWritesContract {
    private static final int ACCOUNTS = 10;
    private static final int BALANCE = 1000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    protected abstract Database open();

    @BeforeEach
    void openWithTables() {
        database = open();
        database.write(transaction -> {
            transaction.update("create table entry (id bigint primary key, twin bigint not null)");
            transaction.update("create table purse (id bigint primary key, amount bigint not null)");
            for (int i = 0; i < ACCOUNTS; i++) {
                transaction.update("insert into purse (id, amount) values (?, ?)", i, BALANCE);
            }
            return true;
        });
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void write_ofWhatItRead_losesNoUpdate() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            all.add(threads.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    moveWhatWasRead();
                }
                return true;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }

        assertThat(database.<Long>read(transaction -> transaction.number("select sum(amount) from purse")))
                .isEqualTo(ACCOUNTS * BALANCE);
        assertThat(database.<Long>read(transaction -> transaction.number("select sum(twin) from entry")))
                .isEqualTo(8 * 50);
    }

    /** Computes in the program what it writes, as careless code does. */
    private void moveWhatWasRead() {
        int from = ThreadLocalRandom.current().nextInt(ACCOUNTS);
        int to = (from + 1 + ThreadLocalRandom.current().nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        database.write(Durability.PROCESS_DEATH, transaction -> {
            long first = amount(transaction, from);
            long second = amount(transaction, to);
            transaction.update("update purse set amount = ? where id = ?", first - 1, from);
            transaction.update("update purse set amount = ? where id = ?", second + 1, to);
            long moves = transaction.number("select twin from entry where id = ?", from);
            return moves == 0
                    ? transaction.update("insert into entry (id, twin) values (?, 1)", from)
                    : transaction.update("update entry set twin = ? where id = ?", moves + 1, from);
        });
    }

    private static long amount(Transaction transaction, long id) {
        return transaction.number("select amount from purse where id = ?", id);
    }

    /** As when one deletes what nobody refers to, while another refers to it. */
    @Test
    void write_basedOnWhatAnotherChanges_isNeverSkewed() throws Exception {
        for (int round = 0; round < 30; round++) {
            database.write(Durability.PROCESS_DEATH, transaction -> {
                transaction.update("update purse set amount = 1");
                return transaction.update("delete from entry");
            });
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                int own = i;
                all.add(threads.submit(() -> database.write(durability(own), transaction -> leave(transaction, own))));
                all.add(threads.submit(() -> database.write(durability(own), transaction -> enter(transaction, own))));
            }
            long left = 0;
            for (Future<Boolean> one : all) {
                left += one.get() ? 1 : 0;
            }
            // The last may not leave; and who has left may not have entered as well.
            assertThat(database.<Long>read(transaction -> transaction.number("select sum(amount) from purse")))
                    .isPositive();
            assertThat(database.<Long>read(transaction -> transaction.number(
                            "select count(*) from entry e join purse p on p.id = e.id where p.amount = 0")))
                    .isZero();
            assertThat(left).isPositive();
        }
    }

    /** Leaves when another stays, and when it has not entered. */
    private static boolean leave(Transaction transaction, long id) {
        boolean may = transaction.number("select sum(amount) from purse") > 1
                && !transaction.exists("select 1 from entry where id = ?", id);
        return may && transaction.update("update purse set amount = 0 where id = ?", id) == 1;
    }

    /** Enters when it has not left. */
    private static boolean enter(Transaction transaction, long id) {
        return amount(transaction, id) == 1 && insert(transaction, id) == 1;
    }

    /** Two that both find nothing, and both write it. */
    @Test
    void write_ofWhatWasNotThere_happensOnce() throws Exception {
        for (long round = 1; round <= 30; round++) {
            long id = round;
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(threads.submit(() -> database.write(
                        Durability.PROCESS_DEATH,
                        transaction -> !transaction.exists("select 1 from entry where id = ?", id)
                                && insert(transaction, id) == 1)));
            }
            int wrote = 0;
            for (Future<Boolean> one : all) {
                wrote += one.get() ? 1 : 0;
            }
            assertThat(wrote).isEqualTo(1);
        }
    }

    private static Durability durability(long id) {
        return id % 2 == 0 ? Durability.POWER_LOSS : Durability.PROCESS_DEATH;
    }

    private static int insert(Transaction transaction, long id) {
        return transaction.update("insert into entry (id, twin) values (?, 0)", id);
    }
}
