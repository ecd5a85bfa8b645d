package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An S3 endpoint of the bench's own: s3proxy, which checks signatures and keeps objects as files. */
record ObjectStore(URI address, Path buckets, Daemon daemon) {
    static final String ACCESS_KEY = "bench";
    static final String SECRET_KEY = "a-secret-of-the-bench";

    /** Written by {@code bench/run}, which lets Maven fetch the endpoint. */
    private static final Path CLASS_PATH = Path.of("bench/target/s3proxy.classpath");

    static ObjectStore start(Workspace workspace) throws IOException, InterruptedException {
        Path buckets = workspace.folder("buckets");
        URI address = URI.create("http://127.0.0.1:" + Daemon.freePort());
        Path settings = workspace.path("s3proxy.properties");
        Files.writeString(settings, """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(address, ACCESS_KEY, SECRET_KEY, buckets));
        // Without this it would describe each of its steps, which takes ten times as long as the steps.
        Path log = workspace.path("s3proxy-log.xml");
        Files.writeString(log, """
                <configuration>
                  <appender name="errors" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder><pattern>%level %logger %msg%n</pattern></encoder>
                  </appender>
                  <root level="warn"><appender-ref ref="errors"/></root>
                </configuration>
                """);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dlogback.configurationFile=" + log,
                "-cp",
                Files.readString(CLASS_PATH).strip(),
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString());
        Daemon daemon = workspace.start("s3proxy", command, Map.of());
        daemon.awaitListener(address);
        return new ObjectStore(address, buckets, daemon);
    }

    /** Which s3proxy it is, as the name of its jar says. */
    static String version() throws IOException {
        return Files.readString(CLASS_PATH).replaceFirst("(?s).*/(s3proxy-[^/:]+)\\.jar.*", "$1");
    }

    void create(String bucket) throws IOException {
        Files.createDirectories(buckets.resolve(bucket));
    }

    /** Takes everything out of a bucket that nobody is going to read again. */
    void empty(String bucket) throws IOException, InterruptedException {
        Path folder = buckets.resolve(bucket);
        new ProcessBuilder("find", folder.toString(), "-mindepth", "1", "-delete")
                .start()
                .waitFor();
    }
}
