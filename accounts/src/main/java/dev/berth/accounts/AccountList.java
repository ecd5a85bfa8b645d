package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every account, for administrators. */
public final class AccountList {
    private static final Logger log = LoggerFactory.getLogger(AccountList.class);

    private final Database database;
    private final AuditTrail trail;

    AccountList(Database database, AuditTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    /**
     * An account in the list.
     *
     * @param enabled whether it may be used
     */
    public record Entry(Profile profile, boolean enabled) {}

    /**
     * The accounts whose name, address or display name has this text in it, in the order of their names.
     *
     * @param after the name to begin after
     * @param most how many at most
     */
    public List<Entry> find(String text, String after, int most) {
        return database.read(
                transaction -> ProfileStore.search(transaction, text.strip().toLowerCase(Locale.ROOT), after, most));
    }

    /**
     * Changes what an account is, as this administrator wants it. Who is disabled is signed out everywhere.
     *
     * @param enabled whether it may be used; as before where absent
     * @param administrator whether it may do everything; as before where absent
     * @throws AccountFailure {@link Kind#UNKNOWN} when there is no such account, {@link Kind#NOT_ALLOWED} when no administrator
     *     would be left
     */
    public Entry change(Account by, String name, Optional<Boolean> enabled, Optional<Boolean> administrator) {
        Entry entry = database.write(transaction -> {
            StoredAccount found = AccountStore.find(transaction, name)
                    .filter(it ->
                            !ProfileStore.isClosed(transaction, it.account().id()))
                    .orElseThrow(AccountList::unknown);
            long id = found.account().id();
            boolean loses = enabled.filter(it -> !it).isPresent()
                    || administrator.filter(it -> !it).isPresent();
            if (loses
                    && found.account().administrator()
                    && found.enabled()
                    && !AccountStore.hasOtherAdministrator(transaction, id)) {
                throw new AccountFailure(Kind.NOT_ALLOWED, "this is the last administrator");
            }
            boolean enabledAfter = enabled.orElse(found.enabled());
            boolean administratorAfter = administrator.orElse(found.account().administrator());
            AccountStore.set(transaction, id, enabledAfter, administratorAfter);
            if (enabledAfter != found.enabled()) {
                record(transaction, by, enabledAfter ? Change.ACCOUNT_ENABLED : Change.ACCOUNT_DISABLED, name);
            }
            if (administratorAfter != found.account().administrator()) {
                record(
                        transaction,
                        by,
                        administratorAfter ? Change.ADMINISTRATOR_MADE : Change.ADMINISTRATOR_UNMADE,
                        name);
            }
            if (!enabledAfter) {
                SessionStore.removeOfAccount(transaction, id);
                RefreshTokenStore.removeOfAccount(transaction, id);
            }
            return new Entry(ProfileStore.find(transaction, id).orElseThrow(), enabledAfter);
        });
        log.info(
                "{} changed {}: enabled {}, administrator {}",
                by.name(),
                name,
                entry.enabled(),
                entry.profile().administrator());
        return entry;
    }

    /**
     * Takes the second factor away from somebody who lost it and his recovery codes.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when there is no such account
     */
    public void removeSecondFactor(Account by, String name) {
        database.write(transaction -> {
            long id = AccountStore.find(transaction, name)
                    .orElseThrow(AccountList::unknown)
                    .account()
                    .id();
            SecondFactorStore.remove(transaction, id);
            SessionStore.removeOfAccount(transaction, id);
            RefreshTokenStore.removeOfAccount(transaction, id);
            record(transaction, by, Change.SECOND_FACTOR_OFF, name);
            return true;
        });
        log.info("{} took the second factor of {} away", by.name(), name);
    }

    private void record(Transaction transaction, Account by, Change change, String name) {
        trail.record(transaction, Optional.of(by.name()), change, name, Map.of());
    }

    private static AccountFailure unknown() {
        return new AccountFailure(Kind.UNKNOWN, "there is no account of this name");
    }
}
