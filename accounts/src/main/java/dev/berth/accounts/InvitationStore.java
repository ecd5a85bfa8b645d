package dev.berth.accounts;

import dev.berth.database.Transaction;

/** The table {@code invitation}, by the hash of the code. */
final class InvitationStore {
    private InvitationStore() {}

    /** Adds one, and takes the expired ones away. */
    static boolean add(Transaction transaction, String codeHash, long now, long expiresAt) {
        transaction.update("delete from invitation where expires_at <= ?", now);
        return transaction.update(
                        "insert into invitation (code_hash, created_at, expires_at) values (?, ?, ?)",
                        codeHash,
                        now,
                        expiresAt)
                == 1;
    }

    /** Uses one up, and tells whether it was good. */
    static boolean use(Transaction transaction, String codeHash, long now) {
        return transaction.update("delete from invitation where code_hash = ? and expires_at > ?", codeHash, now) == 1;
    }
}
