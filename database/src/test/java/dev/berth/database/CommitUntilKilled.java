package dev.berth.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that commits rows, on many threads, and prints the id of each when it is acknowledged, until it is killed. */
final class CommitUntilKilled {
    private static final int WRITERS = 8;
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private CommitUntilKilled() {}

    /**
     * Runs the program.
     *
     * @param arguments the database's file and the first id to use
     */
    public static void main(String[] arguments) throws InterruptedException {
        long first = Long.parseLong(arguments[1]);
        print("opening");
        SqliteDatabase database = SqliteDatabase.open(Path.of(arguments[0]));
        database.write(transaction ->
                transaction.update("create table if not exists part (id bigint not null, half bigint not null)"));
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(Thread.ofVirtual().start(() -> commit(database, first + writer)));
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static void commit(SqliteDatabase database, long first) {
        for (long id = first; ; id += WRITERS) {
            long own = id;
            database.write(id % 3 == 0 ? Durability.POWER_LOSS : Durability.PROCESS_DEATH, transaction -> {
                transaction.update("insert into part (id, half) values (?, 1)", own);
                return transaction.update("insert into part (id, half) values (?, 2)", own);
            });
            print(String.valueOf(own));
        }
    }

    /** Prints a line by a single call of the system, so that no kill tears it. */
    private static void print(String line) {
        try {
            OUT.write((line + "\n").getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
