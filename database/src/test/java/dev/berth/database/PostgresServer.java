package dev.berth.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL, of Debian's package, on a free port and in a temporary folder. It ends with this process, however that
 * ends: a shell that reads from it stops the server when there is nothing more to come.
 *
 * <p>It sorts text by the rules of a language, as most servers do, and not by bytes. It calls no fsync, and takes passwords that
 * cost a client no thousands of hashes for each of the tests' many connections; those of {@code e2e} are what a server has by
 * itself.
 */
public final class PostgresServer implements AutoCloseable {
    static final String USER = "berth";
    static final String PASSWORD = "p@ss/w:rd%";

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final int TRIES = 5;

    /** The argument is the folder of programs; the working folder is that of the server. */
    private static final String WATCH = """
            trap '' INT HUP TERM
            while read -r command port; do
                case $command in
                    start) "$0"/pg_ctl -D data -l log -w -t 60 -o "-p $port" start >ctl 2>&1 </dev/null ;;
                    *) "$0"/pg_ctl -D data -m "$command" -w stop >ctl 2>&1 </dev/null ;;
                esac
                echo $?
            done
            "$0"/pg_ctl -D data -m immediate -w stop >ctl 2>&1
            cd / && rm -rf "$OLDPWD"
            """;

    private static final String SETTINGS = """
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 200
            fsync = off
            full_page_writes = off
            shared_buffers = 32MB
            password_encryption = md5
            """;

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM = 2L << 30;

    private final AtomicInteger databases = new AtomicInteger();
    private final Path folder;
    private final Process watch;
    private final BufferedReader answers;
    /** How a database is made in half the time that it takes through the log; older servers know no other way. */
    private final String byFiles;

    private int port;

    private PostgresServer(Path programs) throws IOException {
        this.folder = Files.createTempDirectory(place(), "berth-postgres");
        giveAway(folder);
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        List<String> init = new ArrayList<>(List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=data",
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=md5",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync"));
        boolean chooses = version(programs) >= 15;
        this.byFiles = chooses ? " strategy file_copy" : "";
        if (chooses) {
            init.addAll(List.of("--locale-provider=icu", "--icu-locale=en-US"));
        }
        Process initdb = command(init)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("initdb").toFile())
                .start();
        if (exit(initdb) != 0) {
            throw new IOException("initdb failed: " + Files.readString(folder.resolve("initdb")));
        }
        Files.writeString(folder.resolve("data/postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
        this.watch = command(List.of("sh", "-c", WATCH, programs.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.answers = watch.inputReader();
    }

    /** In memory where there is room: the hundreds of files of each new database take a disk most of a second. */
    private static Path place() throws IOException {
        boolean roomy = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
        return roomy ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Starts a server. */
    public static PostgresServer start() {
        try {
            PostgresServer server = new PostgresServer(programs());
            server.startOnAFreePort();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server that all tests of this process share. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final PostgresServer SERVER = start();
    }

    /** The programs of the newest version that is installed. */
    private static Path programs() throws IOException {
        if (Files.isDirectory(VERSIONS)) {
            try (Stream<Path> versions = Files.list(VERSIONS)) {
                Optional<Path> newest = versions.map(version -> version.resolve("bin"))
                        .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                        .max(Comparator.comparingInt(PostgresServer::version));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new IllegalStateException("PostgreSQL is missing, which these tests start: install Debian's package"
                + " postgresql, as e2e/install-tools does");
    }

    private static int version(Path programs) {
        return Integer.parseInt(VERSIONS.relativize(programs).getName(0).toString());
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Gives a folder to whom the server runs as: PostgreSQL refuses to run as root. */
    static void giveAway(Path folder) throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
    }

    private ProcessBuilder command(List<String> command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        all.addAll(command);
        return new ProcessBuilder(all).directory(folder.toFile());
    }

    private void startOnAFreePort() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            if (tell("start " + port)) {
                return;
            }
        }
        throw new IOException("PostgreSQL does not start: " + Files.readString(folder.resolve("log")));
    }

    private boolean tell(String command) throws IOException {
        watch.outputWriter().write(command + "\n");
        watch.outputWriter().flush();
        return "0".equals(answers.readLine());
    }

    private void demand(String command) {
        try {
            if (!tell(command)) {
                throw new IOException("pg_ctl failed: " + Files.readString(folder.resolve("ctl")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it at once, with all its connections; what was committed stays. */
    public void stop() {
        demand("fast");
    }

    /** Stops it as a crash does. */
    public void crash() {
        demand("immediate");
    }

    /** Starts it again, on the same port. */
    public void restart() {
        demand("start " + port);
    }

    /** Lets every process of it hang, and go on when the answer is closed. */
    public Hang hang() throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
        List<String> processes = Stream.concat(
                        Stream.of(postmaster),
                        ProcessHandle.of(postmaster).orElseThrow().descendants().map(ProcessHandle::pid))
                .map(String::valueOf)
                .toList();
        signal("-STOP", processes);
        return () -> signal("-CONT", processes);
    }

    /** A server that hangs until this is closed. */
    @FunctionalInterface
    public interface Hang extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    private static void signal(String signal, List<String> processes) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.addAll(processes);
        exit(new ProcessBuilder(command).start());
    }

    private static int exit(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A new database, empty. */
    public String create() {
        String name = "berth_" + databases.incrementAndGet();
        administer("create database " + name + " template template0" + byFiles);
        return name;
    }

    /** A new database that is a copy of this one, which nobody uses. */
    public String copy(String template) {
        String name = "berth_" + databases.incrementAndGet();
        administer("create database " + name + " template " + template + byFiles);
        return name;
    }

    /** Drops a database, whoever uses it. */
    public void drop(String name) {
        administer("drop database if exists " + name + " with (force)");
    }

    /** Does this outside of every other database. */
    public void administer(String statement) {
        try (Connection connection =
                        new PostgresConnections(config("postgres")).unpooled().getConnection();
                Statement statements = connection.createStatement()) {
            statements.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** How to reach a database of this server. */
    public DatabaseConfig config(String database) {
        return DatabaseConfig.parse(url(database), Optional.of(USER), Optional.of(PASSWORD))
                .withConnections(12);
    }

    /** A database's address, without user and password. */
    public String url(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() throws IOException {
        watch.outputWriter().close();
        exit(watch);
    }
}
