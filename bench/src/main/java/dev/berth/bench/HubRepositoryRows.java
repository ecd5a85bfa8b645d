package dev.berth.bench;

import dev.berth.bench.HubPlan.Repository;
import dev.berth.database.Transaction;
import dev.berth.hub.Category;
import dev.berth.hub.Listing;
import dev.berth.hub.Listings;
import dev.berth.oci.RepositoryName;
import java.time.Instant;
import java.util.List;

/** The rows of repositories themselves: how they are listed, what their page says, and who likes them. */
final class HubRepositoryRows {
    private static final String README = """
            # %s

            This is **%s**, as it is built every night.

            ## How to use it

            ```
            docker run --rm %s
            ```

            | Variable | What it does |
            |---|---|
            | `LEVEL` | how much it says |
            | `PORT` | where it listens |

            """
            + "It runs wherever containers do, and needs nothing but itself. Its issues are on its page.\n\n"
                    .repeat(10);

    private final Transaction transaction;
    private final HubRows rows;
    private final Listings listings = new Listings();
    private final long now;
    private final long account;

    HubRepositoryRows(Transaction transaction, HubRows rows, long now) {
        this.transaction = transaction;
        this.rows = rows;
        this.now = now;
        this.account = transaction.number("select id from account where name = ?", Berth.USER);
    }

    /** The organisations that belong to the account of the bench. */
    void organisations() {
        int id = 1;
        for (String name : List.of(HubPlan.LARGE, HubPlan.SMALL)) {
            rows.add("organisation (id, name, display_name, created_at)", id, name, name, now);
            rows.add("membership (organisation_id, account_id, role, joined_at)", id++, account, "owner", now);
        }
    }

    void add(Repository repository) {
        long id = repository.number() + 1L;
        long createdAt = now - repository.age();
        rows.add(
                "repository (id, name, namespace, visibility, created_at)",
                id,
                repository.name(),
                repository.namespace(),
                repository.isPublic() ? "public" : "private",
                createdAt);
        listings.add(
                transaction,
                new Listing(
                        id,
                        RepositoryName.parse(repository.name()),
                        repository.isPublic(),
                        repository.description(),
                        repository.categories().stream().map(Category::valueOf).toList(),
                        repository.tags() == 0 ? List.of() : repository.platforms(),
                        repository.stars(),
                        repository.pulls(),
                        Instant.ofEpochMilli(createdAt),
                        Instant.ofEpochMilli(
                                repository.tags() == 0 ? createdAt : HubTagRows.pushedAt(repository, 0, now)),
                        false));
        if (repository.number() % 3 == 0) {
            String name = repository.name();
            rows.add(
                    "readme (repository_id, markdown, changed_at, changed_by)",
                    id,
                    README.formatted(name, name, name),
                    now,
                    Berth.USER);
        }
        if (repository.isPublic() && repository.number() % 200 == 5) {
            rows.add("star (account_id, repository_id, starred_at)", account, id, createdAt);
        }
    }
}
