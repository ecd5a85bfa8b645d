package dev.berth.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How Berth meets its network.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param tls the files to serve HTTPS with; plain HTTP when absent
 * @param externalUrl where clients reach Berth, when a proxy stands in front; otherwise what each request says
 * @param maxManifestBytes the longest manifest that is accepted
 * @param leave how long requests are still taken when the server is told to stop, while it says that it is not ready
 * @param drain how long running requests may take to finish when the server is told to stop
 * @param idleTimeout how long a connection may be silent before it is closed
 */
public record HttpConfig(
        String host,
        int port,
        Optional<TlsFiles> tls,
        Optional<URI> externalUrl,
        int maxManifestBytes,
        Duration leave,
        Duration drain,
        Duration idleTimeout) {
    public HttpConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no such port: " + port);
        }
        if (maxManifestBytes <= 0) {
            throw new IllegalArgumentException("a manifest of " + maxManifestBytes + " bytes cannot be");
        }
    }
}
