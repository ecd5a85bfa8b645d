package dev.berth.accounts.http;

import dev.berth.accounts.Sessions;
import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Refuses changes that a page of another site may have made a browser send. */
final class CrossSite {
    private static final String HEADER = "X-CSRF-Token";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private CrossSite() {}

    /**
     * Passes what changes nothing, and what a page of ours sends: with the token of its session, and from this host.
     *
     * @param secret the session's
     * @throws Problem with status 403
     */
    static void requireOwnPage(Exchange exchange, String secret, Optional<URI> externalUrl) {
        if (isSafe(exchange)) {
            return;
        }
        requireOwnOrigin(exchange, externalUrl);
        if (exchange.header(HEADER)
                .filter(token -> Sessions.isCsrfToken(token, secret))
                .isEmpty()) {
            exchange.refuse("no CSRF token of this session");
            throw refused("send the session's csrf_token in the header " + HEADER);
        }
    }

    /**
     * Passes requests of pages of this host, and of what is no page.
     *
     * @throws Problem with status 403
     */
    static void requireOwnOrigin(Exchange exchange, Optional<URI> externalUrl) {
        Optional<String> origin = exchange.header("Origin");
        if (isSafe(exchange) || origin.isEmpty()) {
            return;
        }
        // The scheme is not compared: where a proxy speaks HTTPS and nobody said so, this server knows only HTTP.
        boolean own = host(origin.get()).equals(host(exchange.baseUrl()))
                || externalUrl
                        .map(URI::toString)
                        .map(CrossSite::host)
                        .filter(host(origin.get())::equals)
                        .isPresent();
        if (!own) {
            exchange.refuse("a page of another site");
            throw refused("the request comes from a page of another site");
        }
    }

    /** Host and port, the latter where it is written. */
    private static String host(String origin) {
        int start = origin.indexOf("//");
        String host = start < 0 ? origin : origin.substring(start + 2);
        return host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
    }

    /** Whether the request changes nothing (RFC 9110, section 9.2.1). */
    static boolean isSafe(Exchange exchange) {
        return SAFE.contains(exchange.method());
    }

    private static Problem refused(String detail) {
        return new Problem(403, "Cross-site request", detail);
    }
}
