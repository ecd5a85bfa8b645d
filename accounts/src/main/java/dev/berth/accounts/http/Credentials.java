package dev.berth.accounts.http;

import dev.berth.oci.Quoted;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a request's header {@code Authorization} says (RFC 9110, section 11.6.2). */
sealed interface Credentials {

    /** Nothing. */
    record None() implements Credentials {}

    /** A name with a password or personal token (RFC 7617). */
    record Basic(String name, String secret) implements Credentials {
        /** Nothing of the secret, so that it gets into no log. */
        @Override
        public String toString() {
            return "Basic[" + Quoted.of(name) + "]";
        }
    }

    /** A token of the token server (RFC 6750). */
    record Bearer(String token) implements Credentials {
        @Override
        public String toString() {
            return "Bearer[hidden]";
        }
    }

    /** Something that nobody can log in by. */
    record Unusable(String reason) implements Credentials {}

    /** What this header says. */
    static Credentials parse(Optional<String> header) {
        return header.isEmpty() ? new None() : parse(header.get());
    }

    private static Credentials parse(String header) {
        int end = header.indexOf(' ');
        String scheme = end < 0 ? header : header.substring(0, end);
        String value = end < 0 ? "" : header.substring(end + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer")) {
            return new Bearer(value);
        }
        if (scheme.equalsIgnoreCase("Basic")) {
            return basic(value);
        }
        return new Unusable("the authorization scheme " + Quoted.of(scheme) + " is unknown here");
    }

    private static Credentials basic(String value) {
        String text;
        try {
            byte[] bytes = Base64.getDecoder().decode(value);
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException e) {
            return new Unusable("the credentials are no Base64");
        } catch (CharacterCodingException e) {
            return new Unusable("the credentials are no UTF-8");
        }
        if (text.equals(":")) {
            // An engine that nobody has logged in sends this with a search over TLS.
            return new None();
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? new Unusable("the credentials lack the colon between name and password")
                : new Basic(text.substring(0, colon), text.substring(colon + 1));
    }
}
