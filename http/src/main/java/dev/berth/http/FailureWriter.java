package dev.berth.http;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns every failure into its answer, the only place that does: for the registry in the form of the distribution
 * specification ("Error Codes"), for the REST API as problem details (RFC 9457).
 */
final class FailureWriter {
    private static final Logger log = LoggerFactory.getLogger(FailureWriter.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String API = "/api/";

    /** In how many seconds a client may try again, where nobody knows better. */
    private static final String SOON = "1";

    private final List<Function<Throwable, Optional<RegistryFailure>>> translations;

    /** @param translations what the rooms' own failures mean on the wire; the first that knows a failure decides */
    FailureWriter(List<Function<Throwable, Optional<RegistryFailure>>> translations) {
        this.translations = List.copyOf(translations);
    }

    void write(Exchange exchange, Throwable failure) {
        if (!exchange.retract()) {
            log.debug("an answer broke off: {}", failure.toString());
            exchange.abort(failure);
            return;
        }
        if (failure instanceof Problem problem) {
            exchange.passOverBody();
            answerProblem(exchange, problem.status(), problem.title(), problem.detail());
            return;
        }
        RegistryFailure known = translate(exchange, failure);
        if (known.error() == WireError.TOOMANYREQUESTS || known.error() == WireError.UNAVAILABLE) {
            exchange.withDefault("Retry-After", SOON);
        }
        exchange.passOverBody();
        if (exchange.path().startsWith(API)) {
            answerProblem(exchange, known.error().status(), known.error().message(), known.explanation());
        } else {
            answerErrors(exchange, known);
        }
    }

    private RegistryFailure translate(Exchange exchange, Throwable failure) {
        if (failure instanceof RegistryFailure known) {
            return known;
        }
        for (Function<Throwable, Optional<RegistryFailure>> translation : translations) {
            Optional<RegistryFailure> known = translation.apply(failure);
            if (known.isPresent()) {
                log.warn("{} {}: {}", exchange.method(), exchange.path(), failure.toString());
                return known.get();
            }
        }
        if (isClientGone(failure)) {
            log.debug("the client went away: {}", failure.toString());
            return new RegistryFailure(WireError.SIZE_INVALID, "the request's body broke off");
        }
        log.error("{} {} failed", exchange.method(), exchange.path(), failure);
        return new RegistryFailure(WireError.INTERNAL);
    }

    /** Whether reading or writing failed because of the other end of the connection. */
    private static boolean isClientGone(Throwable failure) {
        return failure instanceof EOFException
                || failure instanceof org.eclipse.jetty.io.EofException
                || failure instanceof org.eclipse.jetty.http.HttpException
                || failure.getCause() instanceof TimeoutException
                || failure.getCause() instanceof EOFException
                || failure.getCause() instanceof org.eclipse.jetty.http.HttpException
                || failure instanceof IOException && failure.getCause() instanceof org.eclipse.jetty.io.EofException;
    }

    private static void answerErrors(Exchange exchange, RegistryFailure failure) {
        StringBuilder json = new StringBuilder(256).append("{\"errors\":[{\"code\":\"");
        json.append(failure.error().code()).append("\",\"message\":\"");
        JsonStringEncoder.getInstance().quoteAsString(failure.explanation(), json);
        json.append("\",\"detail\":{\"request_id\":\"")
                .append(exchange.requestId())
                .append("\"}}]}");
        // To HEAD it goes without its body, but with its length (RFC 9110, 8.6).
        exchange.answer(
                failure.error().status(), "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void answerProblem(Exchange exchange, int status, String title, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("request_id", exchange.requestId());
        exchange.answer(
                status,
                "application/problem+json",
                JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }
}
