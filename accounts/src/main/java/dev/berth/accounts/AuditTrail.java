package dev.berth.accounts;

import dev.berth.database.Transaction;
import java.util.Map;
import java.util.Optional;

/** Is told who changed what about accounts, organisations and rights. The room that keeps events implements it. */
@FunctionalInterface
public interface AuditTrail {
    /** Writes nothing down. */
    AuditTrail NONE = (transaction, actor, change, namespace, details) -> {};

    /**
     * Writes down that something changed, inside the transaction that changes it, so that one is kept exactly when the other is.
     * It does nothing but SQL.
     *
     * @param actor the name of the account that did it; empty where nobody did
     * @param namespace the name of the person or organisation whose matter it is; empty for that of the whole installation
     * @param details what else is to be known, as JSON has it: texts, numbers, truths, lists and maps. Under
     *     {@code repository} is the name of the repository that it is about, where it is about one. Never a secret.
     */
    void record(
            Transaction transaction,
            Optional<String> actor,
            Change change,
            String namespace,
            Map<String, Object> details);

    /** Writes down the same of an account whose owner changed it. */
    default void recordOwn(Transaction transaction, Change change, String username, Map<String, Object> details) {
        record(transaction, Optional.of(username), change, username, details);
    }

    /** Writes down the same where there is no more to be known of it. */
    default void recordOwn(Transaction transaction, Change change, String username) {
        recordOwn(transaction, change, username, Map.of());
    }
}
