package dev.berth.e2e.clients;

import dev.berth.e2e.harness.Certificates;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Berth over HTTP and Berth over TLS, with data of their own. */
record TwoServers(RunningBerth http, RunningBerth tls, Certificates certificates) implements AutoCloseable {

    static TwoServers start(Path folder) throws IOException {
        var certificates = Certificates.in(Files.createDirectories(folder.resolve("certificates")));
        RunningBerth http = RunningBerth.start(Start.on(folder.resolve("http")));
        try {
            RunningBerth tls =
                    RunningBerth.start(Start.on(folder.resolve("tls")).tls(certificates));
            return new TwoServers(http, tls, certificates);
        } catch (AssertionError failure) {
            http.close();
            throw failure;
        }
    }

    /** Host and port, as they stand in front of an image's name. */
    String registry(Way way) {
        return way.tls() ? tls.registry() : http.registry();
    }

    Wire wire(Way way) {
        return way.tls() ? Wire.anonymous(tls.uri(), certificates) : Wire.anonymous(http.uri());
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
        try (http;
                tls) {
            // Both end, also when ending the first one fails.
        }
    }
}
