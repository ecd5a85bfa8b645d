package dev.berth.accounts;

import dev.berth.database.Transaction;
import java.util.List;
import java.util.Optional;

/** The tables {@code second_factor} and {@code recovery_code}, and whether the table {@code account} says that there is one. */
final class SecondFactorStore {
    private SecondFactorStore() {}

    /**
     * A second factor as it is stored.
     *
     * @param lastStep the last time step whose code was used
     */
    record Stored(byte[] secret, boolean confirmed, long lastStep) {}

    static Optional<Stored> find(Transaction transaction, long account) {
        return transaction.first(
                "select secret, confirmed, last_step from second_factor where account_id = ?",
                row -> new Stored(row.bytes(1), row.flag(2), row.number(3)),
                account);
    }

    /** Puts one that is to be confirmed in the place of one that never was. */
    static void begin(Transaction transaction, long account, byte[] secret, long now) {
        transaction.update("delete from second_factor where account_id = ? and confirmed = 0", account);
        transaction.update(
                "insert into second_factor (account_id, secret, confirmed, last_step, created_at)"
                        + " values (?, ?, 0, 0, ?)",
                account,
                secret,
                now);
    }

    static void confirm(Transaction transaction, long account) {
        transaction.update("update second_factor set confirmed = 1 where account_id = ?", account);
        transaction.update("update account set second_factor = 1 where id = ?", account);
    }

    /** Notes that the code of this step was used, and tells whether that, or a later one's, had not been before. */
    static boolean use(Transaction transaction, long account, long step) {
        return transaction.update(
                        "update second_factor set last_step = ? where account_id = ? and last_step < ?",
                        step,
                        account,
                        step)
                == 1;
    }

    static void setRecoveryCodes(Transaction transaction, long account, List<String> hashes) {
        transaction.update("delete from recovery_code where account_id = ?", account);
        transaction.updateAll(
                "insert into recovery_code (account_id, code_hash) values (?, ?)",
                hashes.stream().<List<?>>map(hash -> List.of(account, hash)).toList());
    }

    /** Uses a recovery code up, and tells whether it was good. */
    static boolean useRecoveryCode(Transaction transaction, long account, String hash) {
        return transaction.update("delete from recovery_code where account_id = ? and code_hash = ?", account, hash)
                == 1;
    }

    static long recoveryCodesLeft(Transaction transaction, long account) {
        return transaction.number("select count(*) from recovery_code where account_id = ?", account);
    }

    static void remove(Transaction transaction, long account) {
        transaction.update("delete from second_factor where account_id = ?", account);
        transaction.update("delete from recovery_code where account_id = ?", account);
        transaction.update("update account set second_factor = 0 where id = ?", account);
    }
}
