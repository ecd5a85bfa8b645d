package dev.berth.accounts.http;

import dev.berth.http.Exchange;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The cookie that holds a session's secret (RFC 6265). */
final class SessionCookie {
    private static final String NAME = "berth_session";

    private SessionCookie() {}

    /** The secret that this request's cookie holds. */
    static Optional<String> of(Exchange exchange) {
        for (String header : exchange.headers("Cookie")) {
            for (String cookie : header.split(";")) {
                int end = cookie.indexOf('=');
                if (end > 0 && cookie.substring(0, end).strip().equals(NAME)) {
                    return Optional.of(cookie.substring(end + 1).strip());
                }
            }
        }
        return Optional.empty();
    }

    /** Has the browser keep this secret, where no script reads it and no other site's page makes it be sent with a change. */
    static void set(Exchange exchange, Optional<URI> externalUrl, String secret, Duration lifetime) {
        boolean https = Challenge.baseUrl(exchange, externalUrl).startsWith("https:");
        exchange.adding(
                "Set-Cookie",
                NAME + "=" + secret + "; Path=/; Max-Age=" + lifetime.toSeconds() + "; HttpOnly; SameSite=Lax"
                        + (https ? "; Secure" : ""));
    }

    /** Has the browser forget it. */
    static void forget(Exchange exchange, Optional<URI> externalUrl) {
        set(exchange, externalUrl, "", Duration.ZERO);
    }
}
