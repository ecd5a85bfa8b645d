package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.Digest;
import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import dev.berth.registry.TagCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditional requests (RFC 9110, 13): the entity tag of content is its digest. */
final class Preconditions {
    private static final String WEAK = "W/";

    private Preconditions() {}

    /** The entity tag of the content with this digest. */
    static String etag(Digest digest) {
        return '"' + digest.toString() + '"';
    }

    /** Whether the client has this content already, by its header {@code If-None-Match}. */
    static boolean isKnown(Exchange exchange, Digest digest) {
        Optional<String> header = list(exchange, "If-None-Match");
        return header.isPresent()
                && (header.get().equals("*") || tags(header.get()).contains(digest.toString()));
    }

    /**
     * What a change of a tag depends on, by the headers {@code If-Match} and {@code If-None-Match}.
     *
     * @throws RegistryFailure {@link WireError#PARAMETER_INVALID} for a header that no tag can fulfil by its form
     */
    static TagCondition onTag(Exchange exchange) {
        Optional<String> match = list(exchange, "If-Match");
        Optional<String> noneMatch = list(exchange, "If-None-Match");
        if (match.isPresent()) {
            return match.get().equals("*") ? new TagCondition.Exists() : new TagCondition.PointsTo(strong(match.get()));
        }
        if (noneMatch.isEmpty()) {
            return new TagCondition.Any();
        }
        if (!noneMatch.get().equals("*")) {
            throw new RegistryFailure(
                    WireError.PARAMETER_INVALID,
                    "a change may depend on If-Match with digests, or on If-None-Match: *, not on If-None-Match: "
                            + Quoted.of(noneMatch.get()));
        }
        return new TagCondition.Absent();
    }

    /** The header's list, which may be spread over several lines (RFC 9110, 5.3). */
    private static Optional<String> list(Exchange exchange, String name) {
        List<String> lines = exchange.headers(name);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(",", lines).strip());
    }

    /** All entity tags of a list, without their quotes, weak ones like strong ones (RFC 9110, 8.8.3.2: weak comparison). */
    private static Set<String> tags(String header) {
        return members(header)
                .map(tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag)
                .map(Preconditions::unquoted)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The strong entity tags of a list, the only ones that a change may depend on (RFC 9110, 13.1.1: strong comparison). */
    private static Set<String> strong(String header) {
        return members(header)
                .filter(tag -> !tag.startsWith(WEAK))
                .map(Preconditions::unquoted)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> members(String header) {
        return Arrays.stream(header.split(",", -1)).map(String::strip);
    }

    private static String unquoted(String tag) {
        return tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"")
                ? tag.substring(1, tag.length() - 1)
                : tag;
    }
}
