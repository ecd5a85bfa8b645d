package dev.berth.hub;

import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened.
 *
 * @param actor the name of the account that did it; empty where it is not known, or nobody did
 * @param namespace the person or organisation whose matter it is; empty for that of the whole installation
 * @param repositoryId the id of the repository that it is about
 * @param repository the name that this had then
 * @param previous what the tag pointed to before
 * @param detail what else is to be known of its kind, as JSON has it: texts, numbers, truths, lists and maps
 */
public record Event(
        EventKind kind,
        Optional<String> actor,
        String namespace,
        Optional<Long> repositoryId,
        Optional<RepositoryName> repository,
        Optional<Tag> tag,
        Optional<Digest> digest,
        Optional<Digest> previous,
        Map<String, Object> detail) {

    public Event {
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }

    /** An event of the whole installation. */
    public static Event ofInstallation(EventKind kind, Optional<String> actor) {
        return ofNamespace(kind, actor, "");
    }

    /** An event of a person or an organisation. */
    public static Event ofNamespace(EventKind kind, Optional<String> actor, String namespace) {
        return new Event(
                kind,
                actor,
                namespace,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** An event of a repository. */
    public static Event ofRepository(EventKind kind, Optional<String> actor, long id, RepositoryName name) {
        return new Event(
                kind,
                actor,
                name.namespace(),
                Optional.of(id),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The same about this tag, with what it pointed to before. */
    public Event with(Tag its, Optional<Digest> before) {
        return new Event(kind, actor, namespace, repositoryId, repository, Optional.of(its), digest, before, detail);
    }

    /** The same about this manifest. */
    public Event with(Digest its) {
        return new Event(kind, actor, namespace, repositoryId, repository, tag, Optional.of(its), previous, detail);
    }

    /** The same with one more thing to know. */
    public Event with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(detail);
        more.put(key, value);
        return new Event(kind, actor, namespace, repositoryId, repository, tag, digest, previous, more);
    }
}
