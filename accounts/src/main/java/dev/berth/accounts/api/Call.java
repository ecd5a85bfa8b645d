package dev.berth.accounts.api;

import dev.berth.accounts.Account;
import dev.berth.accounts.Caller;
import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import dev.berth.oci.Quoted;
import dev.berth.oci.RepositoryName;
import java.util.Map;
import java.util.Optional;

/**
 * One call of an endpoint.
 *
 * @param caller who calls
 * @param path what the braces of the endpoint's path took
 * @param body what was sent; {@code Void} endpoints are sent nothing
 */
public record Call<B>(Exchange exchange, Caller caller, Map<String, String> path, B body) {

    /** What the braces of this name took. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the path has no {" + name + "}");
        }
        return value;
    }

    /**
     * The repository in the path, from its braces {@code name}.
     *
     * @throws dev.berth.oci.RegistryFailure when it is no name
     */
    public RepositoryName repository() {
        return RepositoryName.parse(path("name"));
    }

    /** The account that calls, where the endpoint's access promises one. */
    public Account account() {
        return caller.authority().behind().orElseThrow(() -> new Problem(401, "Authentication required", "sign in"));
    }

    /** The text of a query parameter; empty where it is missing or blank. */
    public Optional<String> text(String name) {
        return exchange.parameter(name).map(String::strip).filter(it -> !it.isEmpty());
    }

    /** Whether a query parameter is {@code true}. */
    public boolean flag(String name) {
        return switch (text(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name + ": true or false is needed");
        };
    }

    /** The whole number of a query parameter within these bounds; the other where it is missing. */
    public int number(String name, int least, int most, int otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers out of bounds.
        }
        throw invalid(name + ": a number from " + least + " to " + most + " is needed, not " + Quoted.of(text.get()));
    }

    /** The id in the path, from its braces {@code id}; an id that is no number belongs to nothing. */
    public long id() {
        try {
            return Long.parseLong(path("id"));
        } catch (NumberFormatException e) {
            throw new Problem(404, "Not found", "there is nothing with the id " + Quoted.of(path("id")));
        }
    }

    /** What answers a call that is not as it should be. */
    public static Problem invalid(String detail) {
        return new Problem(400, "Invalid request", detail);
    }
}
