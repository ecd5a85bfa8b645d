package dev.berth.e2e.clients;

import dev.berth.e2e.harness.Backends;
import dev.berth.e2e.harness.Certificates;
import dev.berth.e2e.harness.Cluster;
import dev.berth.e2e.harness.Parts;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Berth as one server and as three nodes behind a balancer, each over HTTP and over TLS. The two servers have data of their
 * own; the nodes share a database and a bucket.
 */
final class Registries implements AutoCloseable {
    private final Parts parts = new Parts();
    private final Certificates certificates;
    private final URI http;
    private final URI tls;
    private final URI nodesOverHttp;
    private final URI nodesOverTls;

    private Registries(Path folder, Certificates certificates) {
        this.certificates = certificates;
        try {
            http = parts.add(RunningBerth.start(Start.on(folder.resolve("http"))))
                    .uri();
            tls = parts.add(RunningBerth.start(Start.on(folder.resolve("tls")).tls(certificates)))
                    .uri();
            Backends backends = parts.add(Backends.start(folder));
            var nodes = Cluster.Plan.of(backends, folder.resolve("nodes-http"));
            nodesOverHttp = parts.add(Cluster.start(nodes)).uri();
            var nodesWithTls =
                    Cluster.Plan.of(backends, folder.resolve("nodes-tls")).tls(certificates);
            nodesOverTls = parts.add(Cluster.start(nodesWithTls)).uri();
        } catch (RuntimeException | AssertionError failure) {
            parts.close();
            throw failure;
        }
    }

    static Registries start(Path folder) throws IOException {
        return new Registries(folder, Certificates.in(Files.createDirectories(folder.resolve("certificates"))));
    }

    /** Host and port, as they stand in front of an image's name. */
    String registry(Way way) {
        return uri(way).getAuthority();
    }

    Wire wire(Way way) {
        return way.tls() ? Wire.anonymous(uri(way), certificates) : Wire.anonymous(uri(way));
    }

    private URI uri(Way way) {
        if (way.nodes()) {
            return way.tls() ? nodesOverTls : nodesOverHttp;
        }
        return way.tls() ? tls : http;
    }

    /** A new user, with what this way shows as a password. */
    User signUp(Way way, String name) throws IOException {
        User user = User.signUp(wire(way), way.user(name));
        return way.token() ? user.withToken(wire(way)) : user;
    }

    /** The options with which skopeo, podman and buildah trust the server; an option's name may have a prefix. */
    String[] trust(Way way, String prefix) throws IOException {
        return way.tls()
                ? new String[] {
                    "--" + prefix + "cert-dir", certificates.folderOfAuthority().toString()
                }
                : new String[] {"--" + prefix + "tls-verify=false"};
    }

    @Override
    public void close() {
        parts.close();
    }
}
