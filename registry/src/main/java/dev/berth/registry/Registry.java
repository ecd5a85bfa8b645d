package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.registry.usage.Usage;
import dev.berth.registry.usage.UsageMeter;
import dev.berth.storage.BlobStore;
import java.time.InstantSource;

/** The parts of one registry over its database and blob store, made once at the start. */
public final class Registry {
    private final Repositories repositories;
    private final RepositorySizes repositorySizes;
    private final Manifests manifests;
    private final ManifestPush manifestPush;
    private final Referrers referrers;
    private final Blobs blobs;
    private final UploadStore uploadStore;
    private final Uploads uploads;
    private final Collector collector;
    private final CollectionRuns collectionRuns;
    private final CollectionWork collectionWork;
    private final Scrub scrub;
    private final BlobStore bytes;
    private final ImageDocuments imageDocuments;
    private final Images images;
    private final TagRows tagRows;
    private final RepositoryChanges repositoryChanges;
    private final TagChanges tagChanges;
    private final Backlog backlog;
    private final Usage usage;
    private final UsageMeter usageMeter;

    /** A registry of one node, of whose changes nobody is told. */
    public Registry(
            Database database,
            BlobStore bytes,
            RegistryConfig config,
            CollectionConfig collection,
            InstantSource clock) {
        this(database, bytes, Nodes.one(), Journal.NONE, config, collection, clock);
    }

    /**
     * A registry.
     *
     * @param bytes where the blobs are
     * @param nodes how many nodes serve these
     * @param journal what is told of all changes
     */
    public Registry(
            Database database,
            BlobStore bytes,
            Nodes nodes,
            Journal journal,
            RegistryConfig config,
            CollectionConfig collection,
            InstantSource clock) {
        Candidates candidates = new Candidates(collection.grace(), clock);
        this.bytes = bytes;
        this.repositories = new Repositories(database, journal, clock);
        this.repositorySizes = new RepositorySizes(database);
        this.manifests = new Manifests(database, repositories, candidates, journal);
        this.manifestPush = new ManifestPush(database, repositories, candidates, journal, config, clock);
        this.referrers = new Referrers(database);
        this.blobs = new Blobs(database, repositories, candidates, collection.grace(), clock);
        this.uploadStore = new UploadStore(database, repositories, blobs, clock);
        this.uploads = new Uploads(bytes, uploadStore, nodes.turns());
        this.collector =
                new Collector(database, bytes, uploadStore, uploads, candidates, nodes.exclusion(), collection, clock);
        this.collectionRuns = new CollectionRuns(database, journal);
        this.collectionWork = new CollectionWork(collector, collectionRuns, collection, clock);
        this.scrub = new Scrub(database, bytes, collector);
        this.imageDocuments = new ImageDocuments(manifests, blobs, bytes);
        this.images = new Images(database, imageDocuments);
        this.tagRows = new TagRows(database);
        this.repositoryChanges = new RepositoryChanges(clock);
        boolean collects = collection.enabled() && collection.untagged() == CollectionConfig.Untagged.COLLECT;
        this.tagChanges = new TagChanges(database, candidates, journal, collects, clock);
        this.backlog = new Backlog(database, clock);
        this.usage = new Usage(database);
        this.usageMeter = new UsageMeter(database, usage, clock);
    }

    public Repositories repositories() {
        return repositories;
    }

    public RepositorySizes repositorySizes() {
        return repositorySizes;
    }

    public Manifests manifests() {
        return manifests;
    }

    public ManifestPush manifestPush() {
        return manifestPush;
    }

    public Referrers referrers() {
        return referrers;
    }

    public Blobs blobs() {
        return blobs;
    }

    public UploadStore uploadStore() {
        return uploadStore;
    }

    public Uploads uploads() {
        return uploads;
    }

    public Collector collector() {
        return collector;
    }

    public CollectionRuns collectionRuns() {
        return collectionRuns;
    }

    public CollectionWork collectionWork() {
        return collectionWork;
    }

    public Scrub scrub() {
        return scrub;
    }

    public BlobStore bytes() {
        return bytes;
    }

    public ImageDocuments imageDocuments() {
        return imageDocuments;
    }

    public Images images() {
        return images;
    }

    public RepositoryChanges repositoryChanges() {
        return repositoryChanges;
    }

    public TagChanges tagChanges() {
        return tagChanges;
    }

    public TagRows tagRows() {
        return tagRows;
    }

    public Backlog backlog() {
        return backlog;
    }

    public Usage usage() {
        return usage;
    }

    public UsageMeter usageMeter() {
        return usageMeter;
    }
}
