package dev.berth.hub.http;

import dev.berth.accounts.api.Json;
import dev.berth.http.Exchange;
import dev.berth.http.LongBody;
import dev.berth.hub.EventFilter;
import dev.berth.hub.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a list of events as a file, however long it is, a few at a time. */
enum EventExport {
    /** Comma-separated values (RFC 4180). */
    CSV("text/csv; charset=utf-8", "csv", "id,at,kind,actor,namespace,repository,tag,digest,previous,detail\r\n") {
        @Override
        String line(EventView event) {
            return List.of(
                                    event.id(),
                                    event.at().toString(),
                                    event.kind(),
                                    event.actor().orElse(""),
                                    event.namespace(),
                                    event.repository().orElse(""),
                                    event.tag().orElse(""),
                                    event.digest().orElse(""),
                                    event.previous().orElse(""),
                                    event.detail().isEmpty() ? "" : Json.text(event.detail()))
                            .stream()
                            .map(EventExport::field)
                            .collect(Collectors.joining(","))
                    + "\r\n";
        }
    },
    /** A JSON object a line. */
    JSON_LINES("application/x-ndjson", "jsonl", "") {
        @Override
        String line(EventView event) {
            return Json.text(event) + "\n";
        }
    };

    private static final int TOGETHER = 32 << 10;

    private final String contentType;
    private final String suffix;
    private final String head;

    EventExport(String contentType, String suffix, String head) {
        this.contentType = contentType;
        this.suffix = suffix;
        this.head = head;
    }

    abstract String line(EventView event);

    String contentType() {
        return contentType;
    }

    /** Answers with all events that pass the filter. */
    void write(Exchange exchange, EventLog log, EventFilter filter, String name) throws IOException {
        exchange.with("Content-Disposition", "attachment; filename=\"" + name + "." + suffix + "\"");
        if (exchange.isHead()) {
            exchange.answer(200, contentType, new byte[0]);
            return;
        }
        exchange.stream(200, contentType, -1, sink -> {
            StringBuilder lines = new StringBuilder(head);
            try {
                log.each(filter, happened -> {
                    lines.append(line(EventView.of(happened)));
                    if (lines.length() >= TOGETHER) {
                        send(sink, lines, false);
                    }
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            send(sink, lines, true);
        });
    }

    private static void send(LongBody.Sink sink, StringBuilder lines, boolean last) {
        try {
            sink.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)), last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.setLength(0);
    }

    /** A field in quotes where it has to be; spreadsheets take what begins like a formula for one, and are kept from it. */
    static String field(String text) {
        String safe = Optional.of(text)
                .filter(it -> !it.isEmpty() && "=+-@\t\r".indexOf(it.charAt(0)) >= 0)
                .map(it -> "'" + it)
                .orElse(text);
        Function<String, String> quoted = it -> "\"" + it.replace("\"", "\"\"") + "\"";
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') ? quoted.apply(safe) : safe;
    }
}
