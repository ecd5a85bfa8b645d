package dev.berth.hub;

import dev.berth.database.Transaction;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Journal;
import dev.berth.registry.StoredRepository;
import java.util.Optional;

/** Makes events of what changes in the registry, and lists the repositories that come to be. */
public final class RegistryEvents implements Journal {
    private static final String MEDIA_TYPE = "media_type";

    private final Events events;
    private final Listings listings;

    public RegistryEvents(Events events, Listings listings) {
        this.events = events;
        this.listings = listings;
    }

    @Override
    public void repositoryMade(Transaction transaction, StoredRepository repository, String by) {
        listings.add(transaction, repository);
        events.add(transaction, event(EventKind.REPOSITORY_CREATED, by, repository.id(), repository.name()));
    }

    @Override
    public void tagged(Transaction transaction, Tagged change) {
        events.add(transaction, pushed(change));
    }

    /** To who waits for the tag it is as good as a push; people see the difference. */
    @Override
    public void repointed(Transaction transaction, Tagged change) {
        events.add(transaction, pushed(change).with("rolled_back", true));
    }

    private static Event pushed(Tagged change) {
        return event(EventKind.TAG_PUSHED, change.by(), change.repository(), change.name())
                .with(change.tag(), change.previous())
                .with(change.digest())
                .with(MEDIA_TYPE, change.mediaType());
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

    @Override
    public void collectionBegun(Transaction transaction, String by) {
        events.add(transaction, Event.ofInstallation(EventKind.COLLECTION_BEGUN, Optional.of(by)));
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
