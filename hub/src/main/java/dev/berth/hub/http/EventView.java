package dev.berth.hub.http;

import dev.berth.hub.Event;
import dev.berth.hub.HappenedEvent;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened.
 *
 * @param repository the name that it had then
 * @param previous what the tag pointed to before
 * @param detail what else is to be known of its kind
 */
public record EventView(
        String id,
        Instant at,
        String kind,
        Optional<String> actor,
        String namespace,
        Optional<String> repository,
        Optional<String> tag,
        Optional<String> digest,
        Optional<String> previous,
        Map<String, Object> detail) {

    static EventView of(HappenedEvent happened) {
        Event event = happened.event();
        return new EventView(
                String.valueOf(happened.id()),
                happened.at(),
                event.kind().name(),
                event.actor(),
                event.namespace(),
                event.repository().map(RepositoryName::value),
                event.tag().map(Tag::name),
                event.digest().map(Digest::toString),
                event.previous().map(Digest::toString),
                event.detail());
    }
}
