package dev.berth.http;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request, which are parsed when the first is asked for: most requests have none. */
final class Query {
    private final Request request;
    private @Nullable Fields parsed;

    Query(Request request) {
        this.request = request;
    }

    /**
     * The value of this parameter, its first where there are several.
     *
     * @throws RegistryFailure {@link WireError#PARAMETER_INVALID} when the query cannot be decoded
     */
    Optional<String> first(String name) {
        return Optional.ofNullable(fields().getValue(name));
    }

    /** Every value of this parameter, in order; fails as {@link #first} does. */
    List<String> all(String name) {
        List<String> values = fields().getValues(name);
        return values == null ? List.of() : values;
    }

    /** All of it as it was sent, from its question mark on; empty where there is none. */
    String text() {
        String sent = request.getHttpURI().getQuery();
        return sent == null ? "" : "?" + sent;
    }

    private Fields fields() {
        Fields known = parsed;
        if (known == null) {
            try {
                known = Request.extractQueryParameters(request);
            } catch (RuntimeException e) {
                throw new RegistryFailure(
                        WireError.PARAMETER_INVALID, "the query of the request's address cannot be decoded");
            }
            parsed = known;
        }
        return known;
    }
}
