package dev.berth.database;

import dev.berth.database.DatabaseFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings the schema to the version that this Berth was written for. The scripts run in order, each once, all that are missing
 * in one transaction; a script that was released is never changed again.
 *
 * <p>Over PostgreSQL several nodes are replaced one after the other, so the first new node changes the schema under the old
 * ones. Therefore each script declares, in the line {@code -- oldest program: N}, the oldest program that may go on beside it,
 * by the version of the schema which that program was written for. Who writes a script keeps to this:
 *
 * <ul>
 *   <li>New tables, new indexes, and new columns that are null or have a default hurt no old program, as long as rows which it
 *       writes without knowing of them are right; then N is what it was in the script before.
 *   <li>What the programs from N on still use is not dropped, renamed, given another type or made narrower, by a unique index,
 *       for example. A column goes in two releases: the first no longer uses it, the script of the second drops it and names
 *       the first as N.
 *   <li>Where an old program would do harm, N is the script's own version. An administrator then has to stop every node before
 *       the first new one starts; say so in the change log. Old nodes that run all the same are not ready any more, and do not
 *       start again.
 *   <li>Statements are in the SQL that SQLite and PostgreSQL both run, name every column that they insert or select, and hold
 *       no semicolon and no comment inside of quotes. Text sorts by bytes on both: on PostgreSQL, the type {@code text} of a
 *       column is given the collation "C" when the script runs.
 *   <li>A statement that changes a table keeps every writer of it waiting, so nothing rewrites a large one. It waits for
 *       writers itself only for seconds, and is tried again.
 * </ul>
 */
final class Migrations {
    /** Those of Berth. A script's version is its place, counted from 1. */
    static final Migrations OF_BERTH = new Migrations(List.of(
            "1-registry.sql",
            "2-nodes.sql",
            "3-people.sql",
            "4-organisations.sql",
            "5-hub.sql",
            "6-events.sql",
            "7-operation.sql",
            "8-callbacks.sql"));

    private static final Pattern OLDEST_PROGRAM = Pattern.compile("(?m)^-- oldest program: ([0-9]+)$");

    /** The first version whose table {@code schema_version} tells the oldest program. */
    private static final int TELLS_OLDEST = 2;

    private final List<String> scripts;

    /** @param scripts in the folder of this class among the resources */
    Migrations(List<String> scripts) {
        this.scripts = scripts;
    }

    /**
     * Runs the scripts that are missing, and answers whether there were any.
     *
     * @param dialect what a statement becomes on this database
     * @throws DatabaseFailure when a newer Berth has changed the schema so that this one can no longer work with it
     */
    boolean apply(Transaction transaction, UnaryOperator<String> dialect) {
        transaction.update("create table if not exists schema_version (version bigint primary key)");
        long version = version(transaction);
        for (int next = (int) version + 1; next <= scripts.size(); next++) {
            String text = text(scripts.get(next - 1));
            run(transaction, text, dialect);
            if (next < TELLS_OLDEST) {
                transaction.update("insert into schema_version (version) values (?)", next);
            } else {
                transaction.update(
                        "insert into schema_version (version, oldest_program) values (?, ?)",
                        next,
                        oldestProgram(text, next));
            }
        }
        return version < scripts.size();
    }

    /**
     * The version of the schema that a database has, which may be newer than that of this program.
     *
     * @throws DatabaseFailure when a newer Berth has changed it so that this one can no longer work with it
     */
    long version(Transaction transaction) {
        long version = transaction.number("select max(version) from schema_version");
        if (version > scripts.size()) {
            requireRoomFor(transaction, version);
        }
        return version;
    }

    private void requireRoomFor(Transaction transaction, long version) {
        long oldest = transaction.number("select max(coalesce(oldest_program, version)) from schema_version");
        if (oldest > scripts.size()) {
            String message = "the data was written by a newer Berth (schema " + version + ", which programs from "
                    + oldest + " on can use; this one knows " + scripts.size()
                    + "): start that version, or restore a backup";
            throw new DatabaseFailure(message, new IllegalStateException(message), Reason.OTHER);
        }
    }

    /** Writes, and changes nothing. */
    static int touch(Transaction transaction) {
        return transaction.update("update schema_version set version = version");
    }

    private static long oldestProgram(String text, int version) {
        Matcher matcher = OLDEST_PROGRAM.matcher(text);
        if (!matcher.find() || Long.parseLong(matcher.group(1)) > version) {
            throw new IllegalStateException("script " + version + " does not declare the oldest program beside it");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static void run(Transaction transaction, String text, UnaryOperator<String> dialect) {
        for (String statement : text.replaceAll("(?m)--.*$", "").split(";")) {
            if (!statement.isBlank()) {
                transaction.update(dialect.apply(statement.strip()));
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
