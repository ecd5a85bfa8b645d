package dev.berth.accounts.http;

import dev.berth.accounts.Scope;
import dev.berth.accounts.TokenServer;
import dev.berth.http.Exchange;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What tells a client where to get a token, and for what (RFC 6750, section 3; Docker token authentication, "How to
 * authenticate").
 *
 * @param scopes what the token must be good for
 * @param problem what is wrong with the token that came; empty when none did
 */
record Challenge(Collection<? extends Scope> scopes, Optional<Problem> problem) {
    static final String HEADER = "WWW-Authenticate";

    Challenge {
        scopes = List.copyOf(scopes);
    }

    /**
     * What is wrong with a token.
     *
     * @param error its code: {@code invalid_token} or {@code insufficient_scope}
     * @param description the same for a person, whom Docker shows it to
     */
    record Problem(String error, String description) {}

    /** Sets it on the answer. */
    void set(Exchange exchange, String baseUrl) {
        StringBuilder value = new StringBuilder("Bearer realm=\"")
                .append(baseUrl)
                .append("/token\",service=\"")
                .append(TokenServer.SERVICE)
                .append('"');
        if (!scopes.isEmpty()) {
            value.append(",scope=\"").append(Scope.text(scopes)).append('"');
        }
        problem.ifPresent(it -> value.append(",error=\"")
                .append(it.error())
                .append("\",error_description=\"")
                .append(it.description().replace('"', '\''))
                .append('"'));
        exchange.with(HEADER, value.toString());
    }

    /**
     * Where clients reach Berth: the configured address, or else the one that this request came by.
     *
     * @throws RegistryFailure {@link WireError#PARAMETER_INVALID} when the request's host is none
     */
    static String baseUrl(Exchange exchange, Optional<URI> externalUrl) {
        if (externalUrl.isPresent()) {
            String url = externalUrl.get().toString();
            return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        }
        String url = exchange.baseUrl();
        if (!url.chars().allMatch(Challenge::isPartOfUrl)) {
            throw new RegistryFailure(WireError.PARAMETER_INVALID, "the request's Host header names no host");
        }
        return url;
    }

    private static boolean isPartOfUrl(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ":/.-_[]%".indexOf(c) >= 0;
    }
}
