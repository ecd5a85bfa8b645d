package dev.berth.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the figures were taken on. */
final class Machine {
    private Machine() {}

    /** Names and values, for a reader. */
    static Map<String, String> facts(Run run) throws IOException, InterruptedException {
        Map<String, String> facts = facts(run.workspace(), run.options());
        facts.put("docker-registry", printed(List.of("docker-registry", "--version")));
        facts.put("nginx", printed(List.of("nginx", "-v")));
        facts.put("wrk", printed(List.of("wrk", "--version")));
        return facts;
    }

    /** The same of many nodes. */
    static Map<String, String> facts(NodesRun run) throws IOException, InterruptedException {
        Map<String, String> facts = facts(run.workspace(), run.options());
        facts.put("PostgreSQL", run.postgres().version());
        facts.put("S3 endpoint", ObjectStore.version());
        facts.put("wrk", printed(List.of("wrk", "--version")));
        return facts;
    }

    /** The same where nothing but PostgreSQL runs beside. */
    static Map<String, String> facts(Workspace workspace, Options options, Postgres postgres)
            throws IOException, InterruptedException {
        Map<String, String> facts = facts(workspace, options);
        facts.put("PostgreSQL", postgres.version());
        return facts;
    }

    private static Map<String, String> facts(Workspace workspace, Options options)
            throws IOException, InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "Processor",
                line("/proc/cpuinfo", "model name") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores for servers and load together");
        facts.put("Memory", line("/proc/meminfo", "MemTotal"));
        facts.put(
                "Kernel",
                Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
        facts.put("File system", Files.getFileStore(workspace.path("")).type());
        facts.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put(
                "Berth",
                printed(List.of(options.launcher().toString(), "version")) + ", commit "
                        + printed(List.of("git", "rev-parse", "--short", "HEAD")));
        return facts;
    }

    private static String line(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** The first line that a command prints. */
    private static String printed(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().findFirst().orElse("unknown");
    }
}
