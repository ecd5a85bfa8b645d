package dev.berth.registry;

import dev.berth.accounts.RepositoryDefaults;
import dev.berth.accounts.Sees;
import dev.berth.accounts.Visibilities;
import dev.berth.database.Database;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The repositories by name: which exist, who may see them, and their list. */
public final class Repositories implements Visibilities {
    private static final String COLUMNS = "select id, name, visibility, created_at, archived_at from repository";

    private final Database database;
    private final Journal journal;
    private final InstantSource clock;

    public Repositories(Database database, Journal journal, InstantSource clock) {
        this.database = database;
        this.journal = journal;
        this.clock = clock;
    }

    /** Whether the repository is public; empty when there is none of this name. */
    @Override
    public Optional<Boolean> isPublic(RepositoryName name) {
        return database.read(transaction -> isPublic(transaction, name));
    }

    @Override
    public Optional<Boolean> isPublicAtOnce(RepositoryName name) {
        return database.readAtOnce(transaction -> isPublic(transaction, name)).flatMap(it -> it);
    }

    @Override
    public Optional<RepositoryName> movedTo(RepositoryName former) {
        return database.read(transaction -> FormerNames.now(transaction, former));
    }

    private static Optional<Boolean> isPublic(Transaction transaction, RepositoryName name) {
        return transaction.first(
                "select visibility from repository where name = ?",
                row -> row.text(1).equals("public"),
                name.value());
    }

    /**
     * Makes the repository public or private.
     *
     * @throws RegistryFailure {@link WireError#NAME_UNKNOWN}
     */
    public void setPublic(RepositoryName name, boolean isPublic) {
        database.write(transaction -> {
            setPublic(transaction, name, isPublic);
            return true;
        });
    }

    /** The same as a part of a larger change. */
    public void setPublic(Transaction transaction, RepositoryName name, boolean isPublic) {
        int changed = transaction.update(
                "update repository set visibility = ? where name = ?", visibility(isPublic), name.value());
        if (changed == 0) {
            throw new RegistryFailure(WireError.NAME_UNKNOWN);
        }
    }

    private static String visibility(boolean isPublic) {
        return isPublic ? "public" : "private";
    }

    /** Lets the repository be read only, or written to again. */
    public void setArchived(Transaction transaction, long repository, boolean archived) {
        Optional<Long> now = archived ? Optional.of(clock.millis()) : Optional.empty();
        transaction.update("update repository set archived_at = ? where id = ?", now, repository);
    }

    /** The repository of this name. */
    public Optional<StoredRepository> find(Transaction transaction, RepositoryName name) {
        return transaction.first(COLUMNS + " where name = ?", Repositories::stored, name.value());
    }

    /** Some repositories with larger ids than this one, in the order of their ids. */
    public List<StoredRepository> behind(Transaction transaction, long id, int limit) {
        return transaction.list(COLUMNS + " where id > ? order by id limit ?", Repositories::stored, id, limit);
    }

    private static StoredRepository stored(Row row) {
        return new StoredRepository(
                row.number(1),
                new RepositoryName(row.text(2)),
                row.text(3).equals("public"),
                Instant.ofEpochMilli(row.number(4)),
                row.optionalNumber(5).map(Instant::ofEpochMilli));
    }

    /**
     * Makes a repository without content.
     *
     * @param isPublic whether everybody may pull from it; empty for what its namespace has set
     * @return empty where there is one of this name, or one that once had it
     */
    public Optional<StoredRepository> make(
            Transaction transaction, RepositoryName name, Optional<Boolean> isPublic, String by) {
        if (id(transaction, name).isPresent()
                || FormerNames.now(transaction, name).isPresent()) {
            return Optional.empty();
        }
        boolean shown = isPublic.orElseGet(
                () -> NamespaceSettings.inForce(transaction, name.namespace()).publicByDefault());
        return Optional.of(insert(transaction, name, shown, by));
    }

    /**
     * One page of the names that this caller may see, in byte order, all behind {@code last}.
     *
     * @param last the name to begin behind; empty to begin at the first
     * @param limit how many names at most
     */
    public List<String> page(Sees sees, String last, int limit) {
        return database.read(transaction -> switch (sees) {
            case Sees.Everything() -> everything(transaction, last, limit);
            case Sees.PublicAnd some -> visible(transaction, some, last, limit);
        });
    }

    private static List<String> everything(Transaction transaction, String last, int limit) {
        return transaction.list(
                "select name from repository where name > ? order by name limit ?", row -> row.text(1), last, limit);
    }

    /** Merges the public names with those of each namespace and those named one by one, each read from an index of its own. */
    private static List<String> visible(Transaction transaction, Sees.PublicAnd sees, String last, int limit) {
        Set<String> names = new TreeSet<>(transaction.list(
                "select name from repository where visibility = 'public' and name > ? order by name limit ?",
                row -> row.text(1),
                last,
                limit));
        for (String namespace : sees.namespaces()) {
            names.addAll(transaction.list(
                    "select name from repository where namespace = ? and name > ? order by name limit ?",
                    row -> row.text(1),
                    namespace,
                    last,
                    limit));
        }
        List<String> singly = sees.repositories().stream()
                .map(RepositoryName::value)
                .filter(name -> name.compareTo(last) > 0)
                .sorted()
                .toList();
        int found = 0;
        for (String name : singly) {
            if (found == limit) {
                break;
            }
            if (names.contains(name) || transaction.exists("select 1 from repository where name = ?", name)) {
                names.add(name);
                found++;
            }
        }
        return names.stream().limit(limit).toList();
    }

    /** Whether the name of any repository begins with this namespace. */
    public boolean hasAnyIn(Transaction transaction, String namespace) {
        return transaction.exists("select 1 from repository where namespace = ? limit 1", namespace);
    }

    /** The id of the repository, empty where there is none. */
    public Optional<Long> id(RepositoryName name) {
        return database.read(transaction -> id(transaction, name));
    }

    /** The same inside a transaction. */
    public static Optional<Long> id(Transaction transaction, RepositoryName name) {
        return transaction.first("select id from repository where name = ?", row -> row.number(1), name.value());
    }

    /** The name of the repository with this id, empty where there is none. */
    public static Optional<RepositoryName> name(Transaction transaction, long id) {
        return transaction.first(
                "select name from repository where id = ?", row -> RepositoryName.parse(row.text(1)), id);
    }

    /**
     * The id of the repository, which is to be changed; it is made when it does not exist.
     *
     * @param by the account that changes it
     * @throws RegistryFailure as {@link #requirePushable} does
     */
    long ensure(Transaction transaction, RepositoryName name, String by) {
        return writable(transaction, name)
                .orElseGet(() -> insert(
                                transaction, name, forPush(transaction, name).publicByDefault(), by)
                        .id());
    }

    /**
     * Passes where a push can end well, as far as the repository goes: it can be changed, or the push makes it.
     *
     * @throws RegistryFailure {@link WireError#REPOSITORY_ARCHIVED}; {@link WireError#REPOSITORY_MOVED} where one had this
     *     name before; {@link WireError#NAME_UNKNOWN} where no push makes repositories
     */
    void requirePushable(Transaction transaction, RepositoryName name) {
        if (writable(transaction, name).isEmpty()) {
            forPush(transaction, name);
        }
    }

    /** How a push makes the repository of this name, which does not exist. */
    private static RepositoryDefaults forPush(Transaction transaction, RepositoryName name) {
        if (FormerNames.now(transaction, name).isPresent()) {
            // Whoever pulls by the former name would get something else.
            throw new RegistryFailure(
                    WireError.REPOSITORY_MOVED,
                    "the repository " + name + " has another name now, and a push makes no other of this one");
        }
        RepositoryDefaults defaults = NamespaceSettings.inForce(transaction, name.namespace());
        if (!defaults.createOnPush()) {
            throw new RegistryFailure(
                    WireError.NAME_UNKNOWN,
                    "there is no repository " + name + ", and a push makes none in " + name.namespace()
                            + ": create it first, on the pages or with POST /api/v1/repositories");
        }
        return defaults;
    }

    /**
     * The id of the repository, which is to be changed; empty where there is none.
     *
     * @throws RegistryFailure {@link WireError#REPOSITORY_ARCHIVED}
     */
    static Optional<Long> writable(Transaction transaction, RepositoryName name) {
        record Found(long id, boolean archived) {}
        return transaction
                .first(
                        "select id, archived_at from repository where name = ?",
                        row -> new Found(row.number(1), row.flag(2)),
                        name.value())
                .map(found -> {
                    if (found.archived()) {
                        throw new RegistryFailure(
                                WireError.REPOSITORY_ARCHIVED,
                                name + " is archived: it can be pulled, but not changed");
                    }
                    return found.id();
                });
    }

    private StoredRepository insert(Transaction transaction, RepositoryName name, boolean isPublic, String by) {
        long now = clock.millis();
        StoredRepository made =
                new StoredRepository(Ids.fresh(now), name, isPublic, Instant.ofEpochMilli(now), Optional.empty());
        int inserted = transaction.update(
                "insert into repository (id, name, namespace, visibility, created_at) values (?, ?, ?, ?, ?)"
                        + " on conflict (name) do nothing",
                made.id(),
                name.value(),
                name.namespace(),
                visibility(isPublic),
                now);
        if (inserted == 0) {
            return find(transaction, name).orElseThrow();
        }
        journal.repositoryMade(transaction, made, by);
        return made;
    }

    /** The failure that says that there is no such content here, or no such repository at all. */
    RegistryFailure unknown(RepositoryName name, WireError otherwise) {
        return database.read(transaction ->
                new RegistryFailure(id(transaction, name).isPresent() ? otherwise : WireError.NAME_UNKNOWN));
    }
}
