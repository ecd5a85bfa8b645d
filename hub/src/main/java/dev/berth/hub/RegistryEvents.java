package dev.berth.hub;

import dev.berth.database.Transaction;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Journal;
import java.util.Optional;

/** Makes events of what changes in the registry. */
public final class RegistryEvents implements Journal {
    private static final String MEDIA_TYPE = "media_type";

    private final Events events;

    public RegistryEvents(Events events) {
        this.events = events;
    }

    @Override
    public void repositoryMade(Transaction transaction, long repository, RepositoryName name, Optional<String> by) {
        events.add(transaction, Event.ofRepository(EventKind.REPOSITORY_CREATED, by, repository, name));
    }

    @Override
    public void tagged(Transaction transaction, Tagged change) {
        events.add(
                transaction,
                event(EventKind.TAG_PUSHED, change.by(), change.repository(), change.name())
                        .with(change.tag(), change.previous())
                        .with(change.digest())
                        .with(MEDIA_TYPE, change.mediaType()));
    }

    @Override
    public void untagged(Transaction transaction, Untagged change) {
        events.add(
                transaction,
                event(EventKind.TAG_DELETED, change.by(), change.repository(), change.name())
                        .with(change.tag(), Optional.of(change.previous())));
    }

    @Override
    public void manifestPushed(Transaction transaction, ManifestChange change) {
        events.add(transaction, manifest(EventKind.MANIFEST_PUSHED, change));
    }

    @Override
    public void manifestDeleted(Transaction transaction, ManifestChange change) {
        events.add(transaction, manifest(EventKind.MANIFEST_DELETED, change));
    }

    private static Event manifest(EventKind kind, ManifestChange change) {
        return event(kind, change.by(), change.repository(), change.name())
                .with(change.digest())
                .with(MEDIA_TYPE, change.mediaType());
    }

    private static Event event(EventKind kind, String by, long repository, RepositoryName name) {
        return Event.ofRepository(kind, Optional.of(by), repository, name);
    }
}
