package dev.berth.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.database.Database;
import dev.berth.database.Row;
import dev.berth.database.Table;
import dev.berth.database.Transaction;
import dev.berth.oci.Algorithm;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a table holds, in a few bytes: two databases whose tables all have the same digest hold the same rows, whatever order
 * they keep them in.
 *
 * @param table its name
 * @param rows how many rows it has
 * @param sum the sum of the SHA-256 of each row
 */
record TableDigest(String table, long rows, BigInteger sum) {
    private static final int FETCHED = 200;

    /** The digest of every table, all from one moment. */
    static List<TableDigest> of(Database database) {
        return database.snapshot(transaction -> transaction.tables().stream()
                .map(table -> of(table, transaction))
                .toList());
    }

    private static TableDigest of(Table table, Transaction transaction) {
        String columns = table.columns().stream().map(Table.Column::name).collect(Collectors.joining(", "));
        Sum sum = new Sum(table.columns());
        transaction.each("select " + columns + " from " + table.name(), FETCHED, sum::add);
        return new TableDigest(table.name(), sum.rows, sum.value);
    }

    /** Adds up rows. */
    private static final class Sum {
        private final List<Table.Column> columns;
        private final MessageDigest hash = Algorithm.SHA256.newHash();
        private long rows;
        private BigInteger value = BigInteger.ZERO;

        Sum(List<Table.Column> columns) {
            this.columns = columns;
        }

        void add(Row row) {
            for (int i = 0; i < columns.size(); i++) {
                Optional<byte[]> cell = bytes(columns.get(i).type(), row, i + 1);
                // The length in front keeps neighbours apart, and tells nothing from no bytes.
                hash.update(number(cell.map(it -> it.length).orElse(-1)));
                cell.ifPresent(hash::update);
            }
            value = value.add(new BigInteger(1, hash.digest()));
            rows++;
        }

        private static Optional<byte[]> bytes(Table.Type type, Row row, int index) {
            return switch (type) {
                case TEXT -> row.optionalText(index).map(text -> text.getBytes(UTF_8));
                case NUMBER -> row.optionalNumber(index).map(Sum::number);
                case BYTES -> row.optionalBytes(index);
            };
        }

        private static byte[] number(long number) {
            return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        }
    }
}
