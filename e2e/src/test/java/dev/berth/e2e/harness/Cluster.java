package dev.berth.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Nodes over one database and one bucket, behind a balancer that sends each request to another of them. */
public final class Cluster implements AutoCloseable {
    private final Parts parts = new Parts();
    private final List<Node> nodes;
    private final List<FlakyProxy> networks;
    private final Balancer balancer;

    private Cluster(Plan plan) {
        try {
            int front = Balancer.port();
            nodes = IntStream.range(0, plan.nodes())
                    .mapToObj(number -> parts.add(new Node(plan.start(number, front))))
                    .toList();
            // They begin at the same moment, on a database that none has prepared.
            nodes.forEach(Node::awaitReady);
            networks = nodes.stream().map(node -> parts.add(network(node))).toList();
            balancer = parts.add(Balancer.start(
                    plan.folder().resolve("balancer"),
                    front,
                    networks.stream().map(FlakyProxy::port).toList(),
                    plan.tls()));
        } catch (RuntimeException | AssertionError failure) {
            parts.close();
            throw failure;
        }
    }

    /** What the nodes are made of, and how many there are; all folders are below the one that is named. */
    public record Plan(
            Backends backends, Path folder, int nodes, UnaryOperator<Start> configuration, Optional<Certificates> tls) {
        public static Plan of(Backends backends, Path folder) {
            return new Plan(backends, folder, 3, UnaryOperator.identity(), Optional.empty());
        }

        /** Clients speak TLS, to the balancer. */
        public Plan tls(Certificates certificates) {
            return new Plan(backends, folder, nodes, configuration, Optional.of(certificates));
        }

        public Plan nodes(int number) {
            return new Plan(backends, folder, number, configuration, tls);
        }

        /** Every node has these settings. */
        public Plan with(UnaryOperator<Start> settings) {
            return new Plan(backends, folder, nodes, settings, tls);
        }

        private Start start(int number, int front) {
            Start start =
                    backends.under(Start.on(folder.resolve("node" + number))).port(Ports.free());
            if (tls.isPresent()) {
                start = start.env("BERTH_HTTP_EXTERNAL_URL", "https://127.0.0.1:" + front);
            }
            return configuration.apply(start);
        }
    }

    public static Cluster start(Plan plan) {
        return new Cluster(plan);
    }

    /** Where clients reach it. */
    public URI uri() {
        return balancer.uri();
    }

    /** Host and port, as they stand in front of an image's name. */
    public String registry() {
        return uri().getAuthority();
    }

    public int size() {
        return nodes.size();
    }

    /** Where one node alone is reached. */
    public URI node(int number) {
        return nodes.get(number).uri();
    }

    /** A command of {@code ./berth admin} as a node would run it. */
    public Command admin(String... words) {
        return nodes.getFirst().start.admin(words);
    }

    /** SIGKILL for one node. */
    public void kill(int number) {
        nodes.get(number).kill();
    }

    /** SIGTERM for one node; answers its exit code. */
    public int terminate(int number) {
        return nodes.get(number).terminate();
    }

    /** How one node is started. */
    public Start plan(int number) {
        return nodes.get(number).start;
    }

    /** Starts a node again that has ended, and answers when it is ready. */
    public void startAgain(int number) {
        nodes.get(number).startAgain();
    }

    /** The network between the balancer and a node. */
    public FlakyProxy network(int number) {
        return networks.get(number);
    }

    @Override
    public void close() {
        parts.close();
    }

    private static FlakyProxy network(Node node) {
        try {
            return FlakyProxy.before(node.start.port());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A node that keeps its place when its process is another. */
    private static final class Node implements AutoCloseable {
        private final Start start;
        private RunningBerth process;

        Node(Start start) {
            this.start = start;
            this.process = RunningBerth.launch(start);
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + start.port());
        }

        void awaitReady() {
            process.awaitReady();
        }

        void kill() {
            process.kill();
        }

        int terminate() {
            process.terminate();
            return process.exit();
        }

        void startAgain() {
            process = RunningBerth.start(start);
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
