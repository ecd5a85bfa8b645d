package dev.berth.bench;

import java.util.Optional;

/** Status line and headers of an answer. */
record Response(String request, int status, String head) {

    static Response parse(String request, String head) {
        return new Response(request, Integer.parseInt(head.substring(9, 12)), head);
    }

    Response expect(int wanted) {
        if (status != wanted) {
            throw new IllegalStateException("%s: %d, expected %d".formatted(request, status, wanted));
        }
        return this;
    }

    /** The value of a header, whatever its case. */
    Optional<String> header(String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** The length of the body; a chunked one is refused, because nothing that is measured here is sent so. */
    long length() {
        if (status == 204 || status == 304) {
            return 0;
        }
        return header("Content-Length")
                .map(Long::parseLong)
                .orElseThrow(() -> new IllegalStateException(request + ": no Content-Length in " + head));
    }

    /** Path and query of where an upload goes on. */
    String location() {
        return header("Location")
                .orElseThrow(() -> new IllegalStateException(request + ": no Location"))
                .replaceFirst("^https?://[^/]+", "");
    }

    /** Path and query of where an upload ends: its location with one more parameter. */
    String location(String parameter) {
        String location = location();
        return location + (location.contains("?") ? "&" : "?") + parameter;
    }
}
