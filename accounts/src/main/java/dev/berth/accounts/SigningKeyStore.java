package dev.berth.accounts;

import dev.berth.database.Transaction;
import java.util.List;

/** The table {@code signing_key}. */
final class SigningKeyStore {
    private SigningKeyStore() {}

    /** All keys, the newest first. */
    static List<SigningKey> list(Transaction transaction) {
        return transaction.list(
                "select private_key, public_key from signing_key order by created_at desc, id",
                row -> SigningKey.of(row.bytes(1), row.bytes(2)));
    }

    static void add(Transaction transaction, SigningKey key, long now) {
        transaction.update(
                "insert into signing_key (id, private_key, public_key, created_at) values (?, ?, ?, ?)",
                key.id(),
                key.privateKey().getEncoded(),
                key.publicKey().getEncoded(),
                now);
    }
}
