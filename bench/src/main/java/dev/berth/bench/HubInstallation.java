package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A large hub: first in the embedded database, then in PostgreSQL, where Berth itself brings it. */
final class HubInstallation {
    /** The repository that an image was really pushed to. */
    static final String PUSHED = Berth.USER + "/pushed";

    private static final Path PROGRAM = Path.of("bench/src/main/java/dev/berth/bench/HubFill.java");
    private static final String NAME = "hub";
    private static final List<String> COUNTED =
            List.of("repository", "tag", "manifest", "listing_term", "repository_blob", "event");

    private final Workspace workspace;
    private final Options options;
    private final HubPlan plan;
    private final Berth first;
    private final Map<String, String> callers;
    private final List<String> remarks = new ArrayList<>();

    private HubInstallation(
            Workspace workspace, Options options, HubPlan plan, Berth first, Map<String, String> callers) {
        this.workspace = workspace;
        this.options = options;
        this.plan = plan;
        this.first = first;
        this.callers = callers;
    }

    /** Makes the hub in an embedded database, over which no node runs when this returns. */
    static HubInstallation fill(Workspace workspace, Options options, HubPlan plan)
            throws IOException, InterruptedException {
        Berth berth = Berth.start(workspace, options.launcher(), NAME);
        try (Crew crew = new Crew(berth.address(), Optional.of(berth.basic()), 1)) {
            Image image = Image.of(new BlobSource(workspace.path("hub-layer"), 4 << 10), 1);
            image.push(crew, PUSHED, "latest");
            Map<String, String> callers = new LinkedHashMap<>();
            callers.put(HubCallers.STRANGER, "");
            callers.put(HubCallers.PERSON, cookie(berth, Berth.USER));
            callers.put(HubCallers.ADMINISTRATOR, cookie(berth, "admin"));
            HubInstallation hub = new HubInstallation(workspace, options, plan, berth, callers);
            berth.daemon().close();
            hub.fill(image.config().digest());
            return hub;
        } finally {
            berth.daemon().close();
        }
    }

    private static String cookie(Berth berth, String account) throws IOException, InterruptedException {
        return "Cookie: " + berth.session(account) + "\r\n";
    }

    private void fill(String config) throws IOException, InterruptedException {
        System.err.println("filling SQLite");
        long start = System.nanoTime();
        Path jar = options.launcher().toRealPath().resolveSibling("cli/target/berth.jar");
        Path file = workspace.path(NAME).resolve("berth.db");
        run(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                jar,
                PROGRAM,
                file,
                plan.repositories(),
                plan.tags(),
                config);
        remarks.add(String.format(
                Locale.ROOT,
                "SQLite has a file of %.1f GB, which took %.0f s to fill.",
                Files.size(file) / 1e9,
                (System.nanoTime() - start) / 1e9));
    }

    /**
     * A node over the hub.
     *
     * @param callers those who ask it for pages, with the headers that tell who they are
     */
    record Node(Workspace workspace, HubPlan plan, Berth berth, Map<String, String> callers) implements AutoCloseable {
        @Override
        public void close() {
            berth.daemon().close();
        }
    }

    /** Starts a node over the hub, with settings in its environment. */
    Node start(Map<String, String> settings) throws IOException, InterruptedException {
        Berth berth = first.join(workspace, options.launcher(), NAME, settings);
        return new Node(workspace, plan, berth, callers);
    }

    /** Brings the hub to PostgreSQL, and starts a node there. */
    Node move(Postgres postgres) throws IOException, InterruptedException {
        System.err.println("moving it to PostgreSQL");
        postgres.create(NAME);
        String address = postgres.address(NAME).toString();
        long start = System.nanoTime();
        run(
                options.launcher(),
                "admin",
                "migrate-database",
                "--to",
                address,
                "--user",
                Postgres.USER,
                "--data",
                workspace.path(NAME));
        double taken = (System.nanoTime() - start) / 1e9;
        // As PostgreSQL itself would within minutes.
        postgres.answer(NAME, "vacuum analyze");
        for (String table : COUNTED) {
            remarks.add("The table `%s` has %,d rows."
                    .formatted(table, Long.parseLong(postgres.answer(NAME, "select count(*) from " + table))));
        }
        long bytes = Long.parseLong(postgres.answer(NAME, "select pg_database_size(current_database())"));
        remarks.add(String.format(
                Locale.ROOT,
                "PostgreSQL has %.1f GB; `migrate-database` took %.0f s to bring everything there.",
                bytes / 1e9,
                taken));
        return start(Map.of("BERTH_DATABASE_URL", address, "BERTH_DATABASE_USER", Postgres.USER));
    }

    /** What there is to know of the hub. */
    String remark() {
        return String.join(" ", remarks);
    }

    private void run(Object... words) throws IOException, InterruptedException {
        Path output = workspace.path("hub-program.out");
        List<String> command = Stream.of(words).map(String::valueOf).toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(output));
        }
    }
}
