package dev.berth.registry;

import dev.berth.database.Transaction;

/**
 * How repositories come to be in a namespace.
 *
 * @param publicByDefault whether a repository of which nobody says so is public
 * @param createOnPush whether the first push makes a repository
 */
public record NamespaceSettings(boolean publicByDefault, boolean createOnPush) {
    /** Those of a namespace that has set nothing: nothing is published by accident. */
    public static final NamespaceSettings USUAL = new NamespaceSettings(false, true);

    /** The settings of the namespace. */
    public static NamespaceSettings of(Transaction transaction, String namespace) {
        return transaction
                .first(
                        "select default_visibility, create_on_push from namespace_setting where namespace = ?",
                        row -> new NamespaceSettings(row.text(1).equals("public"), row.flag(2)),
                        namespace)
                .orElse(USUAL);
    }

    /** Keeps these settings for the namespace. */
    public void keep(Transaction transaction, String namespace) {
        transaction.update(
                "insert into namespace_setting (namespace, default_visibility, create_on_push) values (?, ?, ?)"
                        + " on conflict (namespace) do update set default_visibility = excluded.default_visibility,"
                        + " create_on_push = excluded.create_on_push",
                namespace,
                publicByDefault ? "public" : "private",
                createOnPush);
    }
}
