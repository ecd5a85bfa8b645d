package dev.berth.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * HAProxy in front of nodes: each request goes to another node than the one before, whichever connection it came by. A node
 * that does not say that it is ready gets none, and a request that reached no node is tried at another.
 */
public final class Balancer implements AutoCloseable {
    /** The header that names the node which answered, as {@code node0}. */
    public static final String SERVED_BY = "Served-By";

    private final URI uri;
    private final Daemon haproxy;

    private Balancer(URI uri, Daemon haproxy) {
        this.uri = uri;
        this.haproxy = haproxy;
    }

    /** A port on which a balancer can be started. */
    static int port() {
        return Ports.free();
    }

    /** Starts it at a port, before nodes at these ports; with certificates, clients speak TLS to it. */
    static Balancer start(Path folder, int port, List<Integer> nodes, Optional<Certificates> tls) {
        Tools.require("haproxy");
        try {
            Files.createDirectories(folder);
            Path configuration = folder.resolve("haproxy.cfg");
            String bind = "127.0.0.1:" + port;
            if (tls.isPresent()) {
                bind += " ssl crt " + pem(folder, tls.get());
            }
            Files.writeString(configuration, configuration(bind, nodes));
            URI uri = URI.create((tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + port);
            Wire probe =
                    tls.map(certificates -> Wire.anonymous(uri, certificates)).orElseGet(() -> Wire.anonymous(uri));
            var words = List.of(Tools.path("haproxy").toString(), "-db", "-f", configuration.toString());
            return new Balancer(uri, Daemon.start("haproxy", words, () -> allServe(probe, nodes.size())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where clients reach the nodes. */
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        haproxy.kill();
    }

    /** Whether every node is in the round. */
    private static boolean allServe(Wire probe, int nodes) {
        return IntStream.range(0, nodes)
                        .mapToObj(request -> served(probe))
                        .flatMap(Optional::stream)
                        .distinct()
                        .count()
                == nodes;
    }

    private static Optional<String> served(Wire probe) {
        try {
            Answer answer = probe.get("/healthz");
            return answer.failed() ? Optional.empty() : Optional.of(answer.header(SERVED_BY));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** HAProxy takes the certificate and its key from one file. */
    private static Path pem(Path folder, Certificates tls) throws IOException {
        String both = Files.readString(tls.certificate()) + Files.readString(tls.key());
        return Files.writeString(folder.resolve("server.pem"), both);
    }

    /** The one that the documentation shows, for these nodes; its answers name the node. */
    private static String configuration(String bind, List<Integer> nodes) throws IOException {
        String documented = Files.readString(Path.of(Start.launcher()).resolveSibling("docs/cluster/haproxy.cfg"));
        assertThat(documented).contains("    bind :5000\n", "    server node1 ");
        String common = documented
                .lines()
                .filter(line -> !line.strip().startsWith("server "))
                .map(line -> line.replace("bind :5000", "bind " + bind))
                .collect(Collectors.joining("\n"));
        String servers = IntStream.range(0, nodes.size())
                .mapToObj(number -> "    server node%d 127.0.0.1:%d\n".formatted(number, nodes.get(number)))
                .collect(Collectors.joining());
        return "%s%n    http-response set-header %s %%s%n%s".formatted(common, SERVED_BY, servers);
    }
}
