package dev.berth.accounts;

import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.oci.RepositoryName;
import java.util.Optional;

/** The first parts of repositories' names: each is that of a person or of an organisation, and they are one set. */
public final class Namespaces {
    private final Database database;
    private final Rights rights;

    Namespaces(Database database, Rights rights) {
        this.database = database;
        this.rights = rights;
    }

    /** Whose a namespace is. */
    public enum Kind {
        PERSON,
        ORGANISATION
    }

    /** Whose this namespace is; empty when it is nobody's, or not any more. */
    public Optional<Kind> kind(String name) {
        return database.read(transaction -> transaction.first(
                "select 'person' from account where name = ? and closed_at is null"
                        + " union all select 'organisation' from organisation where name = ? and closed_at is null",
                row -> row.text(1).equals("person") ? Kind.PERSON : Kind.ORGANISATION,
                name,
                name));
    }

    /** Whether this namespace was that of a person or an organisation that is closed. */
    public static boolean isClosed(Transaction transaction, String name) {
        return transaction.exists(
                "select 1 from account where name = ? and closed_at is not null"
                        + " union all select 1 from organisation where name = ? and closed_at is not null",
                name,
                name);
    }

    /** Whether this authority may make this repository, which does not exist; see {@link Rights#mayCreate}. */
    public boolean mayCreate(Authority authority, RepositoryName repository) {
        return rights.mayCreate(authority, repository);
    }

    /** Whether nobody can get this name: somebody has or had it. */
    static boolean isTaken(Transaction transaction, String name) {
        return AccountStore.find(transaction, name).isPresent() || OrganisationStore.isTaken(transaction, name);
    }
}
