package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The part of a long list that a request asks for, with {@code n} and {@code last} (distribution-spec, "Listing Tags").
 *
 * @param size how many entries to answer at most
 * @param last the entry to begin behind; empty for the beginning
 */
record Page(int size, String last) {
    private static final int LONGEST_NUMBER = 9;

    /**
     * The page that the request asks for.
     *
     * @param limit the most entries on a page, and the number of them where the request does not say
     * @throws RegistryFailure {@link WireError#PARAMETER_INVALID}
     */
    static Page of(Exchange exchange, int limit) {
        Optional<String> n = exchange.parameter("n");
        if (n.isPresent() && !isNumber(n.get())) {
            throw new RegistryFailure(
                    WireError.PARAMETER_INVALID, "the parameter n is a whole number, not '" + Quoted.of(n.get()) + "'");
        }
        int wanted = n.map(it -> it.length() > LONGEST_NUMBER ? limit : Integer.parseInt(it))
                .orElse(limit);
        return new Page(Math.min(wanted, limit), exchange.parameter("last").orElse(""));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** How many entries to look for: one more than wanted, to know whether there is a next page. */
    int probe() {
        return size == 0 ? 0 : size + 1;
    }

    /** The entries to answer, of those that were found. */
    <T> List<T> cut(List<T> found) {
        return found.subList(0, Math.min(size, found.size()));
    }

    /** Whether entries follow those that are answered. */
    boolean hasNext(List<?> found) {
        return size > 0 && found.size() > size;
    }

    /** Points to the next page (RFC 8288): the same path, and behind this entry. */
    void link(Exchange exchange, String lastAnswered, String otherParameters) {
        exchange.with(
                "Link",
                "<" + exchange.path() + "?" + otherParameters + "n=" + size + "&last="
                        + URLEncoder.encode(lastAnswered, StandardCharsets.UTF_8) + ">; rel=\"next\"");
    }
}
