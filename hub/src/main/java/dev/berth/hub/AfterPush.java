package dev.berth.hub;

import dev.berth.database.Database;
import dev.berth.database.Durability;
import dev.berth.database.Transaction;
import dev.berth.database.jobs.Job;
import dev.berth.oci.RegistryFailure;
import dev.berth.registry.Images.Facts;
import dev.berth.registry.Images.Image;
import dev.berth.registry.Platform;
import dev.berth.registry.Registry;
import dev.berth.registry.StoredRepository;
import dev.berth.registry.TagRows.TagRow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done after a push, so that the push need not wait for it: its manifests are inspected, and the listing of its
 * repository tells the platforms and the time. It goes by what the push wrote down, so nothing is forgotten by a restart, and
 * nothing is harmed when several nodes do it.
 */
public final class AfterPush {
    private static final Logger log = LoggerFactory.getLogger(AfterPush.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** How many manifests in one transaction, for which pushes wait. */
    private static final int BATCH = 25;

    /** Of how many tags a listing tells the platforms: the newest ones. */
    private static final int TAGS_LOOKED_AT = 25;

    private final Database database;
    private final Registry registry;
    private final Listings listings;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public AfterPush(Database database, Registry registry, Listings listings) {
        this.database = database;
        this.registry = registry;
        this.listings = listings;
    }

    /** Lists the repositories of older programs, then does what is to be done again and again, until {@link #stop}. */
    public void run(Job job) {
        try {
            listOlder();
        } catch (RuntimeException e) {
            log.warn("repositories could not be listed, and cannot all be found until the next start", e);
        }
        do {
            try {
                job.once(INTERVAL, this::doAll);
            } catch (RuntimeException e) {
                log.warn("what was pushed could not be inspected; it will be tried again", e);
            }
        } while (!isStopped());
    }

    private String doAll() {
        int all = 0;
        int some;
        do {
            some = doSome();
            all += some;
        } while (some == BATCH && stopped.getCount() > 0);
        return all == 0 ? "" : "inspected " + all + " manifests";
    }

    private boolean isStopped() {
        try {
            return stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Has {@link #run} return after the batch that it is at. */
    public void stop() {
        stopped.countDown();
    }

    /** Lists repositories that a program made which knew of no listings. */
    void listOlder() {
        long behind = 0;
        List<StoredRepository> some;
        do {
            long from = behind;
            some = database.read(transaction -> registry.repositories().behind(transaction, from, BATCH));
            List<StoredRepository> unlisted = some.stream()
                    .filter(it -> database.read(transaction -> listings.find(transaction, it.id()))
                            .isEmpty())
                    .toList();
            if (!unlisted.isEmpty()) {
                database.write(Durability.PROCESS_DEATH, transaction -> {
                    unlisted.forEach(it -> listings.add(transaction, it));
                    return true;
                });
            }
            behind = some.isEmpty() ? behind : some.getLast().id();
        } while (some.size() == BATCH && stopped.getCount() > 0);
    }

    /** Does it for some manifests, in one transaction, since each costs readers their caches; tells for how many. */
    int doSome() {
        List<Image> pushed = registry.images().pushed(BATCH);
        Map<Image, Facts> examined = new LinkedHashMap<>();
        List<Image> gone = new ArrayList<>();
        for (Image image : pushed) {
            try {
                examined.put(image, registry.images().examine(image));
            } catch (RegistryFailure e) {
                gone.add(image);
            } catch (IOException e) {
                log.warn("{} of {} could not be inspected", image.digest(), image.name(), e);
            }
        }
        if (examined.isEmpty() && gone.isEmpty()) {
            return 0;
        }
        database.write(Durability.PROCESS_DEATH, transaction -> {
            gone.forEach(image -> registry.images().forget(transaction, image));
            examined.forEach((image, facts) -> registry.images().finish(transaction, image, facts));
            examined.keySet().stream().map(Image::repository).distinct().forEach(it -> renew(transaction, it));
            return true;
        });
        return pushed.size();
    }

    private void renew(Transaction transaction, long repository) {
        Optional<Listing> listing = listings.find(transaction, repository);
        Optional<Instant> pushed = registry.tagRows().lastPush(transaction, repository);
        if (listing.isEmpty() || pushed.isEmpty()) {
            return;
        }
        List<String> platforms = registry.tagRows().newest(transaction, repository, TAGS_LOOKED_AT).stream()
                .map(TagRow::facts)
                .flatMap(Optional::stream)
                .map(Facts::platforms)
                .flatMap(List::stream)
                .map(AfterPush::text)
                .distinct()
                .sorted()
                .limit(TAGS_LOOKED_AT)
                .toList();
        listings.change(transaction, listing.get(), listing.get().pushed(pushed.get(), platforms));
    }

    private static String text(Platform platform) {
        return platform.os() + "/" + platform.architecture();
    }
}
