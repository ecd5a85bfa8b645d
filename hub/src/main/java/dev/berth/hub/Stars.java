package dev.berth.hub;

import dev.berth.accounts.Account;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Who likes which repository. */
public final class Stars {
    private final Database database;
    private final Listings listings;
    private final InstantSource clock;

    public Stars(Database database, Listings listings, InstantSource clock) {
        this.database = database;
        this.listings = listings;
        this.clock = clock;
    }

    /** Whether the account likes the repository. */
    public boolean isStarred(Transaction transaction, Account account, long repository) {
        return transaction.exists(
                "select 1 from star where account_id = ? and repository_id = ?", account.id(), repository);
    }

    /** Lets the account like the repository, or no longer; nothing happens when it is so already. */
    public void set(Account account, long repository, boolean starred) {
        database.write(transaction -> {
            int changed = starred
                    ? transaction.update(
                            "insert into star (account_id, repository_id, starred_at) values (?, ?, ?)"
                                    + " on conflict (account_id, repository_id) do nothing",
                            account.id(),
                            repository,
                            clock.millis())
                    : transaction.update(
                            "delete from star where account_id = ? and repository_id = ?", account.id(), repository);
            if (changed > 0) {
                count(transaction, repository);
            }
            return true;
        });
    }

    private void count(Transaction transaction, long repository) {
        long stars = transaction.number("select count(*) from star where repository_id = ?", repository);
        listings.find(transaction, repository)
                .ifPresent(it -> listings.change(transaction, it, it.liked(stars, it.pulls())));
    }

    /**
     * The repositories that the account likes, the newest first.
     *
     * @param before the time, in epoch milliseconds, before which they were starred
     */
    public List<Starred> of(Account account, long before, int limit) {
        return database.read(transaction -> transaction
                .list(
                        "select repository_id, starred_at from star where account_id = ? and starred_at < ?"
                                + " order by starred_at desc, repository_id limit ?",
                        row -> new long[] {row.number(1), row.number(2)},
                        account.id(),
                        before,
                        limit)
                .stream()
                .map(star -> listings.find(transaction, star[0]).map(listing -> new Starred(listing, star[1])))
                .flatMap(Optional::stream)
                .toList());
    }

    /** A repository that somebody likes, and since when, in epoch milliseconds. */
    public record Starred(Listing listing, long at) {}

    /** Takes all stars of an account away that is about to be closed. */
    public void forget(Transaction transaction, Account account) {
        List<Long> starred = transaction.list(
                "delete from star where account_id = ? returning repository_id", row -> row.number(1), account.id());
        starred.forEach(repository -> count(transaction, repository));
    }

    void forget(Transaction transaction, long repository) {
        transaction.update("delete from star where repository_id = ?", repository);
    }
}
