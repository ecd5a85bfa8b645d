package dev.berth.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A node over a database of its own with as many images as wanted, and requests that reach all over it. */
final class Installation implements AutoCloseable {
    /** The collection is at work as soon as there is some. */
    private static final Map<String, String> SETTINGS = Map.of("BERTH_COLLECTION_INTERVAL", "100ms");

    /** Seldom, since to ask costs what the collection could have. */
    private static final Duration POLL = Duration.ofMillis(250);

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int BASES = 1000;
    private static final int LAYERS = 2;

    /** The account's own repository that every installation has, with its tags. */
    private static final String TAGGED = Berth.USER + "/tagged";

    private static final int TAGS = 250;
    private static final String IMAGE = Berth.USER + "/image";

    private final NodesRun run;
    private final String title;
    private final String name;
    private final int repositories;
    private final int manifests;
    private final Cluster cluster;
    private final Crew crew;
    private final BlobSource source;
    private final Image image;
    private final Random random = new Random(1);
    private final AtomicInteger pushes = new AtomicInteger();

    private Installation(NodesRun run, String title, String name, int repositories, int manifests, Cluster cluster)
            throws IOException {
        this.run = run;
        this.title = title;
        this.name = name;
        this.repositories = repositories;
        this.manifests = manifests;
        this.cluster = cluster;
        this.crew = new Crew(node().address(), Optional.of(node().basic()), 1);
        this.source = new BlobSource(run.workspace().path(name + "-layer"), 4 << 10);
        this.image = Image.of(source, LAYERS);
    }

    /**
     * Starts the node and fills its database.
     *
     * @param title as a contender
     * @param name of the database
     */
    static Installation start(NodesRun run, String title, String name, int repositories, int manifests)
            throws IOException, InterruptedException {
        Cluster cluster = run.cluster(name, List.of(SETTINGS));
        Map<String, String> sizes = Map.of(
                "account", Berth.USER,
                "repositories", Integer.toString(repositories),
                "manifests", Integer.toString(manifests),
                "bases", Integer.toString(BASES),
                "now", Long.toString(System.currentTimeMillis()));
        run.postgres().run(name, "installation.sql", sizes);
        Installation installation = new Installation(run, title, name, repositories, manifests, cluster);
        new BerthSeed(installation.node()).tags(TAGGED, TAGS);
        installation.image.push(installation.crew, IMAGE, "latest");
        return installation;
    }

    String title() {
        return title;
    }

    Berth node() {
        return cluster.nodes().getFirst();
    }

    /** Pulls a manifest by tag, any of all. */
    long pullManifest() throws IOException {
        int number = random.nextInt(manifests);
        // As the script does it, in the order in which it does.
        double place = (double) number / manifests;
        int repository = (int) Math.floor(repositories * place * place);
        return get("/v2/" + name(repository) + "/manifests/v%07d".formatted(number));
    }

    /** Pulls a small image: the manifest by tag, the config and the layers. */
    long pullImage() throws IOException {
        long nanos = get("/v2/" + IMAGE + "/manifests/latest")
                + get("/v2/" + IMAGE + "/blobs/" + image.config().digest());
        for (Blob layer : image.layers()) {
            nanos += get("/v2/" + IMAGE + "/blobs/" + layer.digest());
        }
        return nanos;
    }

    /** Pushes a new small image to any repository of the account. */
    long pushImage() throws IOException, InterruptedException {
        Image pushed = Image.of(source, LAYERS);
        long start = System.nanoTime();
        pushed.push(crew, ownRepository(), "p" + pushes.incrementAndGet());
        return System.nanoTime() - start;
    }

    /** Pushes a new small image, of which only the last request counts. */
    long pushManifest() throws IOException {
        String repository = ownRepository();
        Image pushed = Image.of(source, LAYERS);
        for (Blob layer : pushed.layers()) {
            layer.push(crew.first(), repository);
        }
        pushed.config().push(crew.first(), repository);
        long start = System.nanoTime();
        pushed.pushManifest(crew.first(), repository, "p" + pushes.incrementAndGet());
        return System.nanoTime() - start;
    }

    /** Asks for a page of tags of the repository that has most. */
    long pageOfTags() throws IOException {
        // The images of the first repository are those whose square is below that of one repository.
        int most = (int) (manifests / Math.sqrt(repositories));
        return most < TAGS
                ? get("/v2/" + TAGGED + "/tags/list?n=100&last=" + Listing.tag(random.nextInt(TAGS - 100)))
                : get("/v2/" + name(0) + "/tags/list?n=100&last=v%07d".formatted(random.nextInt(most - 100)));
    }

    /** Asks for a page of repositories, anywhere in the list. */
    long pageOfCatalogue() throws IOException {
        return get("/v2/_catalog?n=100&last=" + name(random.nextInt(repositories)));
    }

    private long get(String path) throws IOException {
        long start = System.nanoTime();
        crew.first().get(path).expect(200);
        return System.nanoTime() - start;
    }

    private String ownRepository() {
        return name(random.nextInt(repositories / 4) * 4);
    }

    /** The name that the script gives a repository. */
    private static String name(int number) {
        String namespace = number % 4 == 0 ? Berth.USER : "team-%02d".formatted(number % 100);
        return "%s/r%06d".formatted(namespace, number);
    }

    /** Adds blobs that nothing names, and answers the seconds until the collection has taken them all. */
    double collect(int count, int round) throws IOException, InterruptedException {
        run.postgres().run(name, "orphans.sql", Map.of("count", Integer.toString(count), "round", "" + round));
        long start = System.nanoTime();
        String rest =
                "select count(*) from (select 1 from collection_candidate where due_at <= " + count + " limit 1) due";
        while (!run.postgres().answer(name, rest).equals("0")) {
            LockSupport.parkNanos(POLL.toNanos());
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("the collection does not come to its end");
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        // Or the deletion of bytes that were never there would burden what is measured next.
        run.postgres().answer(name, "truncate discarded");
        return seconds;
    }

    /** How many rows a table has. */
    long rows(String table) throws IOException, InterruptedException {
        return Long.parseLong(run.postgres().answer(name, "select count(*) from " + table));
    }

    double databaseGigabytes() throws IOException, InterruptedException {
        return Long.parseLong(run.postgres().answer(name, "select pg_database_size(current_database())")) / 1e9;
    }

    @Override
    public void close() throws IOException {
        try (cluster) {
            crew.close();
        }
    }
}
