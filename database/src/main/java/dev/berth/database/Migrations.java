package dev.berth.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Brings the schema to the version that this Berth was written for. The scripts run in order, each once; a script that was
 * released is never changed again.
 */
final class Migrations {
    /** The scripts, in the folder of this class among the resources. A script's version is its place, counted from 1. */
    private static final List<String> SCRIPTS = List.of("1-registry.sql", "2-nodes.sql");

    private Migrations() {}

    static void apply(Database database) {
        database.write(transaction -> {
            transaction.update("create table if not exists schema_version (version bigint primary key)");
            long version = version(transaction);
            for (long next = version + 1; next <= SCRIPTS.size(); next++) {
                run(transaction, SCRIPTS.get((int) next - 1));
                transaction.update("insert into schema_version (version) values (?)", next);
            }
            return true;
        });
    }

    /**
     * The version of the schema that a database has.
     *
     * @throws DatabaseFailure when it was written by a newer Berth
     */
    static long version(Transaction transaction) {
        long version = transaction.number("select max(version) from schema_version");
        if (version > SCRIPTS.size()) {
            String message = "the data was written by a newer Berth (schema " + version + ", this one knows "
                    + SCRIPTS.size() + "): start that version, or restore a backup";
            throw new DatabaseFailure(message, new IllegalStateException(message), false);
        }
        return version;
    }

    private static void run(Transaction transaction, String script) {
        String text = text(script).replaceAll("(?m)--.*$", "");
        for (String statement : text.split(";")) {
            if (!statement.isBlank()) {
                transaction.update(statement.strip());
            }
        }
    }

    private static String text(String script) {
        try (InputStream in = Migrations.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + script);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
