package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How programs of several versions get on with one database. The test of a database is a short subclass. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class MigrationsContract {
    private static final String FIRST = "1-registry.sql";
    private static final String SECOND = "2-nodes.sql";
    private static final Migrations OLDEST = new Migrations(List.of(FIRST));
    static final Migrations OLD = new Migrations(List.of(FIRST, SECOND));
    static final Migrations ADDING = new Migrations(List.of(FIRST, SECOND, "test-adds.sql"));
    private static final Migrations TAKING_AWAY = new Migrations(List.of(FIRST, SECOND, "test-takes-away.sql"));
    private static final Migrations TAKING_AWAY_THEN_ADDING =
            new Migrations(List.of(FIRST, SECOND, "test-takes-away.sql", "test-adds.sql"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Opens the database of this test, empty at first, as a program with these scripts does. */
    protected abstract Database open(Migrations migrations);

    @Test
    void open_ofTheFirstVersionThatWasReleased_bringsItToTheNewest() {
        try (Database database = open(OLDEST)) {
            assertThat(versions(database)).containsExactly(1L);
            upload(database, "one");
        }

        try (Database database = open(ADDING)) {
            assertThat(versions(database)).containsExactly(1L, 2L, 3L);
            assertThat(notes(database)).containsExactly("none");
        }
        try (Database database = open(ADDING)) {
            assertThat(versions(database)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void open_ofANewerSchemaThatLetsOldProgramsGoOn_worksBesideTheNewOne() {
        try (Database old = open(OLD);
                Database fresh = open(ADDING)) {
            upload(old, "one");
            upload(fresh, "two");
            old.probe();
            fresh.probe();
            assertThat(notes(fresh)).hasSize(2);
        }

        try (Database again = open(OLD)) {
            upload(again, "three");
            again.probe();
            assertThat(versions(again)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void open_ofANewerSchemaThatDoesNot_isRefused() {
        open(TAKING_AWAY).close();

        assertRefused(OLD, "schema 3, which programs from 3 on can use; this one knows 2");
        open(TAKING_AWAY_THEN_ADDING).close();
        assertRefused(OLD, "schema 4, which programs from 3 on can use; this one knows 2");
        open(TAKING_AWAY).close();
        assertRefused(OLDEST, "this one knows 1");
    }

    @Test
    void probe_ofAProgramWhoseSchemaWasTakenAway_fails() {
        try (Database old = open(OLD)) {
            open(TAKING_AWAY).close();

            assertThatExceptionOfType(DatabaseFailure.class)
                    .isThrownBy(old::probe)
                    .withMessageContaining("newer Berth");
        }
    }

    @Test
    void open_withAScriptThatFails_leavesNothingOfIt() {
        open(OLD).close();

        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> open(new Migrations(List.of(FIRST, SECOND, "test-adds.sql", "test-fails.sql"))));

        try (Database database = open(OLD)) {
            assertThat(versions(database)).containsExactly(1L, 2L);
            assertThatExceptionOfType(DatabaseFailure.class)
                    .isThrownBy(() -> database.read(it -> it.number("select count(*) from fleeting")));
        }
        open(ADDING).close();
    }

    @Test
    void open_withAScriptThatDeclaresNoOldestProgram_isAMistakeOfItsAuthor() {
        assertThatIllegalStateException()
                .isThrownBy(() -> open(new Migrations(List.of(FIRST, "test-undeclared.sql"))))
                .withMessageContaining("script 2");
    }

    @Test
    void text_ofEveryColumn_sortsByBytes() {
        List<String> sorted = List.of("", "B", "B-c", "Bb", "_", "a", "a.b", "ab", "\u00e4", "\uffee", "\ud83d\udea2");
        try (Database database = open(ADDING)) {
            database.write(transaction -> {
                sorted.reversed()
                        .forEach(name ->
                                transaction.update("insert into ship (name, harbour) values (?, ?)", name, name));
                return true;
            });

            for (String column : List.of("name", "harbour")) {
                assertThat(texts(database, "select name from ship order by " + column))
                        .isEqualTo(sorted);
                assertThat(texts(database, "select name from ship where " + column + " > ? order by 1", "_"))
                        .isEqualTo(sorted.subList(5, sorted.size()));
            }
        }
    }

    private void assertRefused(Migrations program, String reason) {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> open(program))
                .withMessageContaining("newer Berth")
                .withMessageContaining(reason);
    }

    private static List<Long> versions(Database database) {
        return database.read(transaction ->
                transaction.list("select version from schema_version order by version", row -> row.number(1)));
    }

    private static List<String> notes(Database database) {
        return texts(database, "select note from upload");
    }

    static List<String> texts(Database database, String sql, Object... parameters) {
        return database.read(transaction -> transaction.list(sql, row -> row.text(1), parameters));
    }

    /** Opens a session, as the first program does. */
    static void upload(Database database, String id) {
        database.write(transaction -> transaction.update(
                "insert into upload (id, repository, algorithm, size, location, started_at, touched_at)"
                        + " values (?, 'ada/app', 'sha256', 0, ?, 0, 0)",
                id,
                id));
    }
}
