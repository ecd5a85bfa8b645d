package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.Digest;
import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import dev.berth.registry.TagCondition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Conditional requests (RFC 9110, 13): the entity tag of content is its digest. */
final class Preconditions {
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
            return match.get().equals("*")
                    ? new TagCondition.Exists()
                    : new TagCondition.PointsTo(Set.copyOf(tags(match.get())));
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

    /** The entity tags of a list, without their quotes and the mark of weak ones. */
    private static List<String> tags(String header) {
        Set<String> tags = new LinkedHashSet<>();
        for (String part : header.split(",", -1)) {
            String tag = part.strip();
            if (tag.startsWith("W/")) {
                tag = tag.substring(2);
            }
            if (tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"")) {
                tag = tag.substring(1, tag.length() - 1);
            }
            tags.add(tag);
        }
        return new ArrayList<>(tags);
    }
}
