package dev.berth.database;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * The time by the database's own clock, which is one for all nodes, whatever their clocks say. Both databases know
 * {@code current_timestamp}; SQLite tells it in whole seconds of UTC, PostgreSQL more exactly and with its offset.
 */
final class DatabaseTime {
    private static final DateTimeFormatter SHAPE = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalStart()
            .appendOffset("+HH:mm", "+00")
            .optionalEnd()
            .toFormatter();

    private DatabaseTime() {}

    /** When this transaction began, or on SQLite its statement, less than a second ago. */
    static Instant now(Transaction transaction) {
        return transaction
                .first("select cast(current_timestamp as text)", row -> parse(row.text(1)))
                .orElseThrow();
    }

    static Instant parse(String text) {
        return switch (SHAPE.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
            case OffsetDateTime withOffset -> withOffset.toInstant();
            case LocalDateTime utc -> utc.toInstant(ZoneOffset.UTC);
            default -> throw new IllegalStateException(text);
        };
    }
}
