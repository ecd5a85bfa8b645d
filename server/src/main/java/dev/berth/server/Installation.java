package dev.berth.server;

import dev.berth.accounts.Accounts;
import dev.berth.accounts.Letters;
import dev.berth.accounts.Neighbours;
import dev.berth.accounts.mail.Outbox;
import dev.berth.accounts.mail.SmtpMailer;
import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.Leases;
import dev.berth.database.OnlineCopy;
import dev.berth.database.jobs.JobLog;
import dev.berth.database.jobs.Queue;
import dev.berth.hub.AccountEvents;
import dev.berth.hub.Events;
import dev.berth.hub.Hub;
import dev.berth.hub.Listings;
import dev.berth.hub.RegistryEvents;
import dev.berth.hub.Retention;
import dev.berth.hub.webhooks.RegistryFacts;
import dev.berth.hub.webhooks.WebhookConfig;
import dev.berth.hub.webhooks.Webhooks;
import dev.berth.registry.Nodes;
import dev.berth.registry.Registry;
import dev.berth.server.config.Configuration;
import dev.berth.storage.BlobStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms over one database and one store of blobs, put together: what a server serves and an administrator's command works
 * on. Either may be in the data folder or elsewhere; nothing of the kinds that are not used is loaded.
 */
final class Installation implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Installation.class);

    private final DataFolder folder;
    private final OpenDatabase database;
    private final OpenStore store;
    private final String databaseIs;
    private final String blobsAre;
    private final Events events;
    private final Hub hub;
    private final Registry registry;
    private final Accounts accounts;
    private final Webhooks webhooks;
    private final Retention retention;
    private final JobLog jobs;
    private final Deque<Runnable> closings;

    private Installation(
            Configuration configuration,
            DataFolder folder,
            OpenDatabase database,
            OpenStore store,
            Deque<Runnable> closings) {
        Clock clock = Clock.systemUTC();
        this.folder = folder;
        this.database = database;
        this.store = store;
        this.databaseIs = configuration.database().map(it -> "PostgreSQL").orElse("SQLite, in the data folder");
        this.blobsAre =
                configuration.s3().map(it -> "S3, in the bucket " + it.bucket()).orElse("files, in the data folder");
        this.events = new Events(database.tables(), clock);
        Listings listings = new Listings();
        this.registry = new Registry(
                database.tables(),
                store.blobs(),
                nodes(configuration, database.tables()),
                new RegistryEvents(events, listings),
                configuration.registry(),
                configuration.collection(),
                clock);
        this.hub = new Hub(database.tables(), registry, events, listings, clock);
        this.accounts = Accounts.open(
                database.tables(),
                configuration.access(),
                clock,
                new Neighbours(registry.repositories(), registry.repositories()::hasAnyIn, new AccountEvents(events)),
                letters(configuration, clock));
        this.webhooks = new Webhooks(
                database.tables(),
                events,
                new RegistryFacts(hub),
                WebhookConfig.usual(
                        configuration.events().privateNetworks(),
                        configuration.http().externalUrl()),
                clock);
        accounts.closing().with((transaction, account) -> {
            hub.stars().forget(transaction, account);
            Webhooks.forget(transaction, account.name());
        });
        this.retention = new Retention(database.tables(), configuration.events().retention(), clock);
        this.jobs = new JobLog(database.tables(), clock);
        this.closings = closings;
    }

    /**
     * Opens what the configuration names.
     *
     * @throws StartupFailure when it cannot be used
     */
    static Installation open(Configuration configuration) throws StartupFailure {
        Deque<Runnable> closings = new ArrayDeque<>();
        try {
            DataFolder folder = DataFolder.take(configuration.storage().data());
            closings.push(() -> closeQuietly(folder));
            OpenDatabase database = openDatabase(configuration, folder);
            closings.push(database.tables()::close);
            OpenStore store = openStore(configuration, folder);
            closings.push(store.closing());
            return new Installation(configuration, folder, database, store, closings);
        } catch (DatabaseFailure e) {
            closings.forEach(Runnable::run);
            throw new StartupFailure(String.valueOf(e.getMessage()), e);
        } catch (StartupFailure | RuntimeException e) {
            closings.forEach(Runnable::run);
            throw e;
        }
    }

    private static Optional<Letters> letters(Configuration configuration, Clock clock) {
        return configuration
                .mail()
                .map(mail -> new Letters(
                        new Outbox(new SmtpMailer(mail, clock)),
                        configuration.http().externalUrl().orElseThrow()));
    }

    /** Parts of an upload to S3 cannot be read back, so a single node needs there what several need. */
    private static Nodes nodes(Configuration configuration, Database database) {
        return configuration.database().isPresent() || configuration.s3().isPresent()
                ? Nodes.many(new Leases(database))
                : Nodes.one();
    }

    private static OpenDatabase openDatabase(Configuration configuration, DataFolder folder) throws StartupFailure {
        return configuration.database().isPresent()
                ? Postgres.database(configuration.database().get())
                : Embedded.database(folder);
    }

    private static OpenStore openStore(Configuration configuration, DataFolder folder) throws StartupFailure {
        if (configuration.s3().isPresent()) {
            return S3.blobs(configuration.s3().get(), configuration.cache());
        }
        if (configuration.database().isPresent()) {
            log.warn("the blobs are files in {}: set storage.s3.bucket before a second node is added", folder.blobs());
        }
        return Embedded.blobs(folder.blobs());
    }

    private static void closeQuietly(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            // The process ends anyway, and the lock with it.
        }
    }

    DataFolder folder() {
        return folder;
    }

    Database database() {
        return database.tables();
    }

    /** How everything but blobs is copied to a file and replaced from one. */
    OnlineCopy copies() {
        return database.copies();
    }

    /** What kind of database it is, and where. */
    String databaseIs() {
        return databaseIs;
    }

    /** Where the blobs are. */
    String blobsAre() {
        return blobsAre;
    }

    BlobStore blobs() {
        return store.blobs();
    }

    Events events() {
        return events;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    Retention retention() {
        return retention;
    }

    /** What all nodes do in the background. */
    JobLog jobs() {
        return jobs;
    }

    Hub hub() {
        return hub;
    }

    Registry registry() {
        return registry;
    }

    Accounts accounts() {
        return accounts;
    }

    /** What waits to be done in the background. */
    List<Queue> queues() {
        return Stream.concat(registry.backlog().queues().stream(), webhooks.queues().stream())
                .toList();
    }

    /** The disk of the data folder, where the operating system tells of it. */
    Optional<DataDisk> disk() {
        return DataDisk.of(folder.scratch());
    }

    /** Registers the figures of the database and of the store. */
    void bindFigures(MeterRegistry meters) {
        database.figures().accept(meters);
        store.figures().accept(meters);
    }

    @Override
    public void close() {
        accounts.settle();
        closings.forEach(Runnable::run);
    }
}
