package dev.berth.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the test's own, as Debian's package sets it up: what it confirmed is on the disk. It sorts text as
 * people do and not by its bytes, which is what most installations do.
 */
public final class Postgres implements AutoCloseable {
    public static final String USER = "berth";
    public static final String PASSWORD = "a password of the database";
    // PostgreSQL refuses to run as root, which the tests run as.
    private static final List<String> AS_POSTGRES =
            List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");

    private final Path programs;
    private final Path data;
    private final int port;
    private Daemon server;

    private Postgres(Path programs, Path data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
        this.server = launch();
    }

    /** A server with an empty database of the given name. */
    public static Postgres start(String database) {
        Tools.require("setpriv", "psql");
        Path programs = programs();
        Path folder = folderOfItsOwn();
        initialise(programs, folder);
        var postgres = new Postgres(programs, folder, Ports.free());
        try {
            postgres.create(database);
            return postgres;
        } catch (AssertionError failure) {
            postgres.close();
            throw failure;
        }
    }

    /** The address of a database, without user and password. */
    public String url(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    public void create(String database) {
        query("postgres", "create database " + database);
    }

    /** Answers what a statement gives, one line a row and the columns parted by {@code |}. */
    public String query(String database, String statement) {
        return Command.of("psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align")
                .with("--set", "ON_ERROR_STOP=1", "--host", "127.0.0.1", "--port", "" + port)
                .with("--username", USER, "--dbname", database, "--command", statement)
                .env("PGPASSWORD", PASSWORD)
                .succeeds();
    }

    /** Stops the server as an administrator does who waits for nobody: connections are closed, transactions rolled back. */
    public void stop() {
        server.end("INT");
    }

    /** SIGKILL, to all its processes. */
    public void kill() {
        server.kill();
    }

    /** Starts the server again, on what it has on the disk and at the same port. */
    public void startAgain() {
        server = launch();
    }

    @Override
    public void close() {
        if (server.runs()) {
            server.kill();
        }
        delete(data);
    }

    private Daemon launch() {
        var words = new ArrayList<>(AS_POSTGRES);
        words.addAll(List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-p", "" + port));
        words.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        Command isReady = Command.of(programs.resolve("pg_isready").toString())
                .with("--quiet", "--host", "127.0.0.1", "--port", "" + port);
        return Daemon.start("postgres", words, () -> isReady.run().exit() == 0);
    }

    private static void initialise(Path programs, Path data) {
        try {
            Path password = Files.createTempFile(data.getParent(), "berth-e2e", ".password");
            try {
                Files.writeString(password, PASSWORD);
                give(password);
                new Command(AS_POSTGRES, Map.of(), "")
                        .with(programs.resolve("initdb").toString(), "--pgdata", data.toString())
                        .with("--username", USER, "--pwfile", password.toString(), "--auth", "scram-sha-256")
                        .with("--encoding", "UTF8", "--locale", "C.UTF-8")
                        .with("--locale-provider", "icu", "--icu-locale", "en-US")
                        .succeeds();
            } finally {
                Files.delete(password);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The test's folders are closed to everybody but root, so the data is beside them. */
    private static Path folderOfItsOwn() {
        try {
            Path folder = Files.createTempDirectory("berth-e2e-postgres");
            give(folder);
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void give(Path path) {
        Command.of("chown", "postgres:postgres", path.toString()).succeeds();
    }

    /** Debian keeps the server's programs in a folder of their version, which is on nobody's path. */
    private static Path programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            var newest = versions.filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
                    .max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())));
            if (newest.isPresent()) {
                return newest.get().resolve("bin");
            }
        } catch (NoSuchFileException none) {
            // Said below.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        throw new AssertionError("not installed: postgresql; run e2e/install-tools as root");
    }

    private static void delete(Path folder) {
        Command.of("rm", "-rf", folder.toString()).succeeds();
    }
}
