package dev.berth.server.pages;

import dev.berth.http.Area;
import dev.berth.http.Exchange;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What takes every request that no other area takes: the files of the web pages, and the page itself for every address that
 * a browser asks for, since it finds out by itself what to show there.
 */
public final class Pages implements Area {
    /** Programs ask here, and are told that there is no such endpoint; a page would only confuse them. */
    private static final Set<String> NO_PAGES = Set.of("api", "token", "v1", "v2");

    private static final String PAGE = "index.html";
    private static final String ASSETS = "assets/";

    /** Nothing but what this server sends may run; Mantine writes the styles of its parts into the page. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: https:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final PageFiles files;

    /** The pages in the program's jar. */
    public Pages() {
        this(new PageFiles("/pages/"));
    }

    Pages(PageFiles files) {
        this.files = files;
    }

    @Override
    public NamedOperation find(Exchange exchange) {
        String name = exchange.path().substring(1);
        if (isRead(exchange)) {
            if (files.has(name) && !name.equals(PAGE)) {
                return new NamedOperation("page_file", it -> serve(it, name));
            }
            if (isPage(exchange, name) && files.has(PAGE)) {
                return new NamedOperation("page", it -> serve(it, PAGE));
            }
        }
        throw new RegistryFailure(WireError.ENDPOINT_UNKNOWN);
    }

    private static boolean isRead(Exchange exchange) {
        return exchange.method().equals("GET") || exchange.isHead();
    }

    private static boolean isPage(Exchange exchange, String name) {
        if (name.isEmpty()) {
            return true;
        }
        int end = name.indexOf('/');
        return !name.startsWith(ASSETS)
                && !NO_PAGES.contains(end < 0 ? name : name.substring(0, end))
                && listed(exchange, "Accept").anyMatch(accepted -> accepted.startsWith("text/html"));
    }

    private void serve(Exchange exchange, String name) {
        PageFile file = files.file(name).orElseThrow();
        boolean compressed = file.compressed() && acceptsGzip(exchange);
        String tag = '"' + file.hash() + (compressed ? "-gzip\"" : "\"");
        exchange.with("ETag", tag)
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "same-origin")
                .with(
                        "Cache-Control",
                        // The names of assets hold a hash of their content, so they never change.
                        name.startsWith(ASSETS) ? "public, max-age=31536000, immutable" : "no-cache");
        if (file.compressed()) {
            exchange.with("Vary", "Accept-Encoding");
        }
        if (isKnown(exchange, tag)) {
            exchange.answer(304);
            return;
        }
        if (compressed) {
            exchange.with("Content-Encoding", "gzip");
        }
        exchange.answer(200, file.contentType(), compressed ? file.bytes() : file.plain());
    }

    /** Whether the client has this content already (RFC 9110, 13.1.2). */
    private static boolean isKnown(Exchange exchange, String tag) {
        return listed(exchange, "If-None-Match")
                .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }

    private static Stream<String> listed(Exchange exchange, String header) {
        return exchange.headers(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip);
    }

    private static boolean acceptsGzip(Exchange exchange) {
        return listed(exchange, "Accept-Encoding")
                .map(accepted -> accepted.replace(" ", ""))
                .anyMatch(accepted -> accepted.equals("gzip")
                        || accepted.startsWith("gzip;q=") && !accepted.matches("gzip;q=0(\\.0*)?"));
    }
}
