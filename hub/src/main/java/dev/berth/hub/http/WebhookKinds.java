package dev.berth.hub.http;

import dev.berth.accounts.Change;
import dev.berth.hub.EventKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of events that a webhook may be told of. */
final class WebhookKinds {
    private static final List<EventKind> ALL = Stream.concat(
                    Stream.of(
                            EventKind.TAG_PUSHED,
                            EventKind.TAG_DELETED,
                            EventKind.MANIFEST_PUSHED,
                            EventKind.MANIFEST_DELETED,
                            EventKind.REPOSITORY_CREATED,
                            EventKind.REPOSITORY_CHANGED,
                            EventKind.REPOSITORY_RENAMED,
                            EventKind.REPOSITORY_DELETED,
                            EventKind.WEBHOOK_DISABLED),
                    Arrays.stream(Change.values())
                            .filter(change -> !change.isOfAccount())
                            .map(change -> new EventKind(change.label())))
            .toList();

    private WebhookKinds() {}

    static Optional<EventKind> named(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    static String all() {
        return ALL.stream().map(EventKind::name).collect(Collectors.joining(", "));
    }
}
