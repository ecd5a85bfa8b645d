package dev.berth.hub.http;

import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Page;
import dev.berth.hub.EventFilter;
import dev.berth.hub.EventLog;
import dev.berth.oci.Quoted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The query parameters of lists of events. */
final class EventQuery {
    private static final Pattern KIND = Pattern.compile("[a-z0-9_.]{1,60}");

    private EventQuery() {}

    /** Describes the parameters that choose events. */
    static <B> Endpoint.Draft<B> describe(Endpoint.Draft<B> draft) {
        return draft.parameters("kind", String.class, "A kind, as `tag.pushed`, or the first part of several, as `tag`")
                .parameter("actor", String.class, "The name of the account that did it")
                .parameter("from", String.class, "Not before this time (RFC 3339), or this day in UTC")
                .parameter("to", String.class, "Before this time (RFC 3339), or this day in UTC");
    }

    /** The filter that this call asks for. */
    static EventFilter filter(Call<?> call, EventFilter.Scope scope) {
        List<String> kinds = call.exchange().parameters("kind").stream()
                .filter(kind -> !kind.isBlank())
                .distinct()
                .toList();
        if (kinds.size() > EventFilter.MOST_KINDS) {
            throw Call.invalid("kind: at most " + EventFilter.MOST_KINDS + " at a time");
        }
        for (String kind : kinds) {
            if (!KIND.matcher(kind).matches()) {
                throw Call.invalid("kind: there is none such as " + Quoted.of(kind));
            }
        }
        return new EventFilter(scope, kinds, call.text("actor"), time(call, "from"), time(call, "to"));
    }

    private static Optional<Instant> time(Call<?> call, String name) {
        return call.text(name).map(text -> {
            try {
                return text.length() == 10
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw Call.invalid(
                        name + ": a time such as 2027-01-31T12:00:00Z is needed, or a day such as 2027-01-31," + " not "
                                + Quoted.of(text));
            }
        });
    }

    /** The page of events that this call asks for. */
    static Page<EventView> page(Call<?> call, EventLog log, EventFilter filter) {
        int size = call.number("n", 1, Page.MOST, Page.USUAL);
        EventLog.Slice slice = log.page(filter, before(call), size);
        return new Page<>(
                slice.events().stream().map(EventView::of).toList(),
                slice.next().map(String::valueOf));
    }

    /** The id in `after`, below which the page begins. */
    static long before(Call<?> call) {
        return call.text("after")
                .map(text -> {
                    try {
                        return Long.parseLong(text);
                    } catch (NumberFormatException e) {
                        throw Call.invalid("after: the next of a page before is needed, not " + Quoted.of(text));
                    }
                })
                .orElse(Long.MAX_VALUE);
    }
}
