package dev.berth.accounts.http;

import dev.berth.http.Exchange;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of a form (WHATWG URL, "application/x-www-form-urlencoded"). */
record FormParameters(Map<String, List<String>> fields) {
    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final int LONGEST = 16 << 10;

    FormParameters {
        fields = Map.copyOf(fields);
    }

    /**
     * The form in this request's body.
     *
     * @throws RegistryFailure {@link WireError#PARAMETER_INVALID} or {@link WireError#BODY_TOO_LARGE}
     */
    static FormParameters of(Exchange exchange) throws IOException {
        String type = exchange.header("Content-Type").orElse(TYPE).toLowerCase(Locale.ROOT);
        if (!type.equals(TYPE) && !type.startsWith(TYPE + ";")) {
            throw invalid("the request's body has to be a form, " + TYPE);
        }
        return parse(exchange.body(LONGEST, WireError.BODY_TOO_LARGE));
    }

    static FormParameters parse(byte[] body) {
        Map<String, List<String>> fields = new HashMap<>();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            for (String field : text.split("&")) {
                int end = field.indexOf('=');
                String name = end < 0 ? field : field.substring(0, end);
                String value = end < 0 ? "" : field.substring(end + 1);
                fields.computeIfAbsent(decode(name), same -> new ArrayList<>()).add(decode(value));
            }
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw invalid("the form in the request's body cannot be decoded");
        }
        return new FormParameters(fields);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The value of this field, its first where there are several; empty where it is missing or says nothing. */
    Optional<String> value(String name) {
        return values(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** Every value of this field, in order. */
    List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** @throws RegistryFailure {@link WireError#PARAMETER_INVALID} when it is missing */
    String required(String name) {
        return value(name).orElseThrow(() -> invalid("the form lacks the field " + name));
    }

    private static RegistryFailure invalid(String message) {
        return new RegistryFailure(WireError.PARAMETER_INVALID, message);
    }
}
