package dev.berth.accounts.http;

import dev.berth.accounts.Scope;
import dev.berth.accounts.TokenServer.Issued;
import dev.berth.http.Exchange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The token server's answer (Docker token authentication, "Token Response Fields"): under both names that clients look for the
 * token under, and with what it is good for.
 */
record TokenAnswer(Issued issued, Optional<String> refreshToken) {
    void send(Exchange exchange) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("token", issued.token());
        fields.put("access_token", issued.token());
        fields.put("expires_in", issued.lifetime().toSeconds());
        fields.put("issued_at", issued.issuedAt().toString());
        fields.put("scope", Scope.text(issued.granted()));
        refreshToken.ifPresent(token -> fields.put("refresh_token", token));
        exchange.with("Cache-Control", "no-store");
        exchange.answer(200, "application/json", JsonMapper.shared().writeValueAsBytes(fields));
    }
}
