package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeasesTest {
    @Nested
    class OnSqlite extends LeasesContract {
        @Override
        protected Database open() {
            return SqliteDatabase.open(folder.resolve("berth.db"));
        }
    }

    @Nested
    class OnPostgres extends LeasesContract {
        @Override
        protected Database open() {
            return PostgresDatabase.open(TestDatabases.config(folder));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24 13:07:45, 2026-11-24T13:07:45Z",
        "2026-11-24 13:07:45+00, 2026-11-24T13:07:45Z",
        "2026-11-24 13:07:45.123456+02, 2026-11-24T11:07:45.123456Z",
        "2026-11-24 13:07:45.1-03:30, 2026-11-24T16:37:45.100Z"
    })
    void parse_ofEitherDatabasesWords_isTheSameMoment(String text, String moment) {
        assertThat(DatabaseTime.parse(text)).hasToString(moment);
    }
}
