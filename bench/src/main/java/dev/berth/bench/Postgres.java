package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL of the bench's own, new and with the settings that it has by default. */
record Postgres(Path programs, int port, Daemon daemon) {
    static final String USER = "berth";

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final Path SCRIPTS = Path.of("bench/src/main/sql");

    static Postgres start(Workspace workspace) throws IOException, InterruptedException {
        Path programs = newest();
        Path data = workspace.folder("postgres");
        List<String> as = unprivileged(data);
        run(words(
                as,
                programs.resolve("initdb").toString(),
                "--pgdata=" + data.resolve("data"),
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8"));
        int port = Daemon.freePort();
        List<String> server = words(
                as,
                programs.resolve("postgres").toString(),
                "-D",
                data.resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-h",
                "127.0.0.1",
                "-k",
                "");
        Postgres postgres = new Postgres(programs, port, workspace.start("postgres-server", server, Map.of()));
        postgres.daemon.await(
                "an answer of PostgreSQL", () -> postgres.ready() ? Optional.of(postgres) : Optional.empty());
        return postgres;
    }

    /** Debian keeps the programs in a folder of their version, which is on nobody's path. */
    private static Path newest() throws IOException {
        try (Stream<Path> versions = Files.isDirectory(VERSIONS) ? Files.list(VERSIONS) : Stream.empty()) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
                    .max(Comparator.comparingInt(version ->
                            Integer.parseInt(VERSIONS.relativize(version).toString())))
                    .orElseThrow(() -> new IllegalStateException("PostgreSQL is missing: apt-get install postgresql"))
                    .resolve("bin");
        }
    }

    /** PostgreSQL refuses to run as root; its files then belong to the user that Debian has for it. */
    private static List<String> unprivileged(Path data) throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        run(List.of("chown", "postgres:postgres", data.toString()));
        return List.of("setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups");
    }

    private boolean ready() throws IOException, InterruptedException {
        String program = programs.resolve("pg_isready").toString();
        return new ProcessBuilder(program, "--quiet", "--host=127.0.0.1", "--port=" + port)
                        .start()
                        .waitFor()
                == 0;
    }

    String version() throws IOException, InterruptedException {
        return answer("postgres", "show server_version");
    }

    void create(String database) throws IOException, InterruptedException {
        answer("postgres", "create database " + database);
    }

    URI address(String database) {
        return URI.create("postgresql://127.0.0.1:" + port + "/" + database);
    }

    /** Runs a script of the bench with these values for its variables. */
    void run(String database, String script, Map<String, String> variables) throws IOException, InterruptedException {
        List<String> command = psql(database);
        variables.forEach((name, value) -> command.add("--set=" + name + "=" + value));
        command.add("--file=" + SCRIPTS.resolve(script));
        run(command);
    }

    /** The lines that a statement answers, without alignment. */
    String answer(String database, String statement) throws IOException, InterruptedException {
        List<String> command = psql(database);
        command.addAll(List.of("--tuples-only", "--no-align", "--command=" + statement));
        return run(command);
    }

    private List<String> psql(String database) {
        return words(
                List.of(programs.resolve("psql").toString()),
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + USER,
                "--dbname=" + database);
    }

    private static List<String> words(List<String> first, String... others) {
        List<String> words = new ArrayList<>(first);
        words.addAll(List.of(others));
        return words;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.getFirst() + ": " + output);
        }
        return output;
    }
}
