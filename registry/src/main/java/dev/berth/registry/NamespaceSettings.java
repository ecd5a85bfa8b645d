package dev.berth.registry;

import dev.berth.accounts.RepositoryDefaults;
import dev.berth.database.Transaction;
import java.util.Optional;

/**
 * How repositories come to be in a namespace, as far as its owners have said so. Where they have not, what administrators set
 * for all namespaces holds.
 *
 * @param publicByDefault whether a repository of which nobody says so is public
 * @param createOnPush whether the first push makes a repository
 */
public record NamespaceSettings(Optional<Boolean> publicByDefault, Optional<Boolean> createOnPush) {
    private static final NamespaceSettings NONE = new NamespaceSettings(Optional.empty(), Optional.empty());

    /** What the namespace has set. */
    public static NamespaceSettings of(Transaction transaction, String namespace) {
        return transaction
                .first(
                        "select default_visibility, create_on_push from namespace_setting where namespace = ?",
                        row -> new NamespaceSettings(
                                row.optionalText(1).map("public"::equals),
                                row.optionalNumber(2).map(it -> it != 0)),
                        namespace)
                .orElse(NONE);
    }

    /** What holds in the namespace. */
    public static RepositoryDefaults inForce(Transaction transaction, String namespace) {
        NamespaceSettings own = of(transaction, namespace);
        RepositoryDefaults all = RepositoryDefaults.of(transaction);
        return new RepositoryDefaults(
                own.publicByDefault().orElse(all.publicByDefault()),
                own.createOnPush().orElse(all.createOnPush()));
    }

    /** Keeps these settings for the namespace. */
    public void keep(Transaction transaction, String namespace) {
        transaction.update(
                "insert into namespace_setting (namespace, default_visibility, create_on_push) values (?, ?, ?)"
                        + " on conflict (namespace) do update set default_visibility = excluded.default_visibility,"
                        + " create_on_push = excluded.create_on_push",
                namespace,
                publicByDefault.map(it -> it ? "public" : "private"),
                createOnPush.map(it -> it ? 1L : 0L));
    }
}
