package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.bench.HubPlan.Repository;
import dev.berth.database.SqliteDatabase;
import dev.berth.hub.Listing;
import dev.berth.hub.Listings;
import dev.berth.oci.RepositoryName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bench measures is a hub as a server has it. */
class HubFillTest {
    private static final HubPlan PLAN = new HubPlan(200, 2_000);

    @Test
    void fill_makesListingsWithTagsAndImages(@TempDir Path folder) {
        Path file = folder.resolve("berth.db");
        HubFill.fill(file, PLAN, Blob.of("{}").digest());

        Repository repository = PLAN.repository(0);
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            Listing listing = database.read(
                            transaction -> new Listings().find(transaction, RepositoryName.parse(repository.name())))
                    .orElseThrow();
            assertThat(listing.description()).isEqualTo(repository.description());
            assertThat(listing.platforms()).isEqualTo(repository.platforms());
            long tags = count(database, "select count(*) from tag where repository_id = " + listing.id());
            assertThat(tags).isEqualTo(repository.tags());
            String imageless = "select count(*) from tag t where not exists (select 1 from image i join manifest m"
                    + " on m.repository_id = i.repository_id and m.digest = i.digest"
                    + " where i.repository_id = t.repository_id and i.digest = t.digest)";
            assertThat(count(database, imageless)).isZero();
            assertThat(count(database, "select count(*) from tag where version_key = ''"))
                    .isZero();
            assertThat(count(database, "select count(*) from sqlite_master where name = 'listing_pushed'"))
                    .isEqualTo(1);
        }
    }

    private static long count(SqliteDatabase database, String query) {
        return database.read(transaction -> transaction.number(query));
    }
}
