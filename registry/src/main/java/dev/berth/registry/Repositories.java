package dev.berth.registry;

import dev.berth.accounts.Sees;
import dev.berth.accounts.Visibilities;
import dev.berth.database.Database;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The repositories by name: which exist, who may see them, and their list. */
public final class Repositories implements Visibilities {
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
        int changed = database.write(transaction -> transaction.update(
                "update repository set visibility = ? where name = ?", isPublic ? "public" : "private", name.value()));
        if (changed == 0) {
            throw new RegistryFailure(WireError.NAME_UNKNOWN);
        }
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

    /** The id of the repository, which is made, private, when it does not exist; by this account, where it is known. */
    long ensure(Transaction transaction, RepositoryName name, Optional<String> by) {
        return id(transaction, name).orElseGet(() -> {
            long now = clock.millis();
            long id = transaction
                    .first(
                            "insert into repository (id, name, namespace, visibility, created_at) values (?, ?, ?, 'private', ?)"
                                    + " on conflict (name) do update set name = excluded.name returning id",
                            (Row row) -> row.number(1),
                            Ids.fresh(now),
                            name.value(),
                            name.namespace(),
                            now)
                    .orElseThrow();
            journal.repositoryMade(transaction, id, name, by);
            return id;
        });
    }

    /** The failure that says that there is no such content here, or no such repository at all. */
    RegistryFailure unknown(RepositoryName name, WireError otherwise) {
        return database.read(transaction ->
                new RegistryFailure(id(transaction, name).isPresent() ? otherwise : WireError.NAME_UNKNOWN));
    }
}
