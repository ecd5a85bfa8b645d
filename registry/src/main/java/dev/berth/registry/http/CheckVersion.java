package dev.berth.registry.http;

import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.http.Operation;
import java.nio.charset.StandardCharsets;

/** {@code GET /v2/}: whether this is a registry, and whether the caller's credentials are good (end-1). */
final class CheckVersion implements Operation {
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);

    private final Gate gate;

    CheckVersion(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void serve(Exchange exchange) {
        gate.identify(exchange);
        exchange.answer(200, "application/json", EMPTY_OBJECT);
    }
}
