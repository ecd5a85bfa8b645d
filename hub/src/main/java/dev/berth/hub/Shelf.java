package dev.berth.hub;

import dev.berth.accounts.Grants;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.FormerNames;
import dev.berth.registry.Registry;
import dev.berth.registry.StoredRepository;
import java.util.List;
import java.util.Optional;

/** Makes, changes and takes away repositories: what the registry keeps of them and what the hub does, in one transaction. */
public final class Shelf {
    private final Database database;
    private final Registry registry;
    private final Events events;
    private final Listings listings;
    private final Readmes readmes;
    private final Stars stars;
    private final Pulls pulls;

    Shelf(Hub hub) {
        this.database = hub.database();
        this.registry = hub.registry();
        this.events = hub.events();
        this.listings = hub.listings();
        this.readmes = hub.readmes();
        this.stars = hub.stars();
        this.pulls = hub.pulls();
    }

    /** What is to become of a repository; what is empty stays. */
    public record Change(
            Optional<Boolean> isPublic,
            Optional<String> description,
            Optional<String> readme,
            Optional<List<Category>> categories,
            Optional<Boolean> archived) {}

    /** The repository of this name with its listing; empty where there is none. */
    public Optional<Shelved> find(RepositoryName name) {
        Optional<Shelved> found = database.read(transaction -> find(transaction, name));
        if (found.isPresent()) {
            return found;
        }
        // A program that knows of no listings may have made it.
        boolean unlisted = database.read(transaction -> registry.repositories().find(transaction, name))
                .isPresent();
        return unlisted ? database.write(transaction -> listed(transaction, name)) : Optional.empty();
    }

    private Optional<Shelved> find(Transaction transaction, RepositoryName name) {
        return registry.repositories()
                .find(transaction, name)
                .flatMap(repository ->
                        listings.find(transaction, repository.id()).map(listing -> new Shelved(repository, listing)));
    }

    private Optional<Shelved> listed(Transaction transaction, RepositoryName name) {
        registry.repositories().find(transaction, name).ifPresent(it -> listings.add(transaction, it));
        return find(transaction, name);
    }

    /** A repository, and how it is listed. */
    public record Shelved(StoredRepository repository, Listing listing) {}

    /**
     * Makes a repository without content.
     *
     * @param isPublic whether everybody may pull from it; empty for what its namespace has set
     * @param takesFormer whether the name may be one that another repository had before, which is not found by it any more
     * @return false where there is one of this name
     */
    public boolean make(
            RepositoryName name, Optional<Boolean> isPublic, String description, boolean takesFormer, String by) {
        return database.write(transaction -> {
            if (takesFormer) {
                FormerNames.end(transaction, name);
            }
            Optional<StoredRepository> made = registry.repositories().make(transaction, name, isPublic, by);
            made.flatMap(it -> listings.find(transaction, it.id()))
                    .ifPresent(it -> listings.change(transaction, it, it.describedBy(description, List.of())));
            return made.isPresent();
        });
    }

    /** What came of renaming a repository. */
    public enum Renaming {
        DONE,
        /** The repository is not there any more. */
        GONE,
        /** There is one of that name, or one had it that is still found by it. */
        TAKEN
    }

    /**
     * Gives a repository another name, perhaps in another namespace. Everything that is kept of it goes along, but for what
     * teams and robots of the organisation had that it leaves.
     *
     * @param takesFormer as for {@link #make}
     */
    public Renaming rename(RepositoryName from, RepositoryName to, boolean takesFormer, String by) {
        return database.write(transaction -> find(transaction, from)
                .map(it -> rename(transaction, it, to, takesFormer, by))
                .orElse(Renaming.GONE));
    }

    private Renaming rename(
            Transaction transaction, Shelved shelved, RepositoryName to, boolean takesFormer, String by) {
        StoredRepository repository = shelved.repository();
        RepositoryName from = repository.name();
        if (!registry.repositoryChanges().rename(transaction, repository, to, takesFormer)) {
            return Renaming.TAKEN;
        }
        Grants.rename(transaction, from, to);
        listings.change(transaction, shelved.listing(), shelved.listing().withName(to));
        EventKind kind = EventKind.REPOSITORY_RENAMED;
        events.add(
                transaction,
                Event.ofRepository(kind, Optional.of(by), repository.id(), to).with("from", from.value()));
        if (!from.namespace().equals(to.namespace())) {
            // Those whom it leaves are told, too.
            events.add(
                    transaction,
                    Event.ofNamespace(kind, Optional.of(by), from.namespace())
                            .with("from", from.value())
                            .with("to", to.value()));
        }
        return Renaming.DONE;
    }

    /**
     * Changes a repository.
     *
     * @return false where it is not there any more
     */
    public boolean change(RepositoryName name, Change change, String by) {
        return database.write(transaction -> {
            Optional<Shelved> shelved = find(transaction, name);
            shelved.ifPresent(it -> change(transaction, it, change, by));
            return shelved.isPresent();
        });
    }

    private void change(Transaction transaction, Shelved shelved, Change change, String by) {
        StoredRepository repository = shelved.repository();
        Listing before = shelved.listing();
        Event event =
                Event.ofRepository(EventKind.REPOSITORY_CHANGED, Optional.of(by), repository.id(), repository.name());
        Listing after = before.describedBy(
                change.description().orElse(before.description()),
                change.categories().orElse(before.categories()));
        if (!after.equals(before)) {
            event = event.with("description", true);
        }
        if (change.isPublic().isPresent() && change.isPublic().get() != repository.isPublic()) {
            boolean isPublic = change.isPublic().get();
            registry.repositories().setPublic(transaction, repository.name(), isPublic);
            after = after.withPublic(isPublic);
            event = event.with("visibility", isPublic ? "public" : "private");
        }
        if (change.archived().isPresent()
                && change.archived().get() != repository.archivedAt().isPresent()) {
            registry.repositories()
                    .setArchived(transaction, repository.id(), change.archived().get());
            after = after.withArchived(change.archived().get());
            event = event.with("archived", change.archived().get());
        }
        if (change.readme().isPresent()) {
            readmes.keep(transaction, repository.id(), change.readme().get(), by);
            event = event.with("readme", true);
        }
        listings.change(transaction, before, after);
        if (!event.detail().isEmpty()) {
            events.add(transaction, event);
        }
    }

    /**
     * Deletes a repository with all that is kept of it; its blobs go with the collection.
     *
     * @return false where it is not there any more
     */
    public boolean delete(RepositoryName name, String by) {
        return database.write(transaction -> {
            Optional<Shelved> shelved = find(transaction, name);
            shelved.ifPresent(it -> delete(transaction, it, by));
            return shelved.isPresent();
        });
    }

    private void delete(Transaction transaction, Shelved shelved, String by) {
        long id = shelved.repository().id();
        listings.remove(transaction, shelved.listing());
        readmes.keep(transaction, id, "", by);
        stars.forget(transaction, id);
        pulls.forget(transaction, id);
        registry.repositoryChanges().delete(transaction, id);
        Grants.forget(transaction, shelved.repository().name());
        events.add(
                transaction,
                Event.ofRepository(
                        EventKind.REPOSITORY_DELETED,
                        Optional.of(by),
                        id,
                        shelved.repository().name()));
    }
}
