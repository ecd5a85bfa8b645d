package dev.berth.server.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The table of {@code rights.txt}, which says itself how it is read.
 *
 * @param columns who calls
 * @param rows what they do
 */
record RightsTable(List<String> columns, List<Row> rows) {
    /** What the characters of a row stand for, besides {@code +}, which is the row's own status. */
    private static final Map<Character, Integer> STATUSES =
            Map.of('1', 401, '3', 403, '4', 404, '0', 400, '2', 202, '9', 409);

    /**
     * One operation.
     *
     * @param body what is sent; empty for nothing
     * @param status the answer when the caller may
     * @param cells one character for each column
     */
    record Row(String method, String target, String body, int status, String cells) {
        /** What stands for this status. */
        char symbol(int answered) {
            if (answered == status) {
                return '+';
            }
            return STATUSES.entrySet().stream()
                    .filter(entry -> entry.getValue() == answered)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse('?');
        }

        /** What the caller of this column is answered. */
        int expected(int column) {
            char symbol = cells.charAt(column);
            return symbol == '+' ? status : Objects.requireNonNull(STATUSES.get(symbol), () -> "what is " + symbol);
        }

        boolean isOfRegistry() {
            return target.startsWith("/v2/");
        }

        @Override
        public String toString() {
            return method + " " + target + (body.isEmpty() ? "" : " " + body);
        }
    }

    /** The table as it is written. */
    static RightsTable read() {
        try (InputStream in = RightsTable.class.getResourceAsStream("rights.txt")) {
            return parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RightsTable parse(String text) {
        List<String> columns = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("who:")) {
                columns.addAll(
                        List.of(line.substring(4).replace('|', ' ').strip().split(" +")));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(line, columns.size()));
            }
        }
        return new RightsTable(List.copyOf(columns), List.copyOf(rows));
    }

    private static Row row(String line, int columns) {
        String[] parts = line.split(" \\| ");
        String[] words = parts.length == 3 ? parts[0].strip().split(" +", 3) : new String[0];
        String cells = parts[parts.length - 1].replace(" ", "");
        if (words.length < 2 || cells.length() != columns) {
            throw new IllegalArgumentException("this is no row of " + columns + " columns: " + line);
        }
        String target = words[1].startsWith("/") ? words[1] : "/api/v1/" + words[1];
        String body = words.length < 3 ? "" : Cast.json(words[2].strip());
        return new Row(words[0], target, body, Integer.parseInt(parts[1].strip()), cells);
    }
}
