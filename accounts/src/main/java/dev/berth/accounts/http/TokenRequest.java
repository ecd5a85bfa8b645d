package dev.berth.accounts.http;

import dev.berth.accounts.TokenServer;
import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.util.Optional;

/** What both ways of asking for a token have in common. */
final class TokenRequest {
    private static final int LONGEST_CLIENT_ID = 100;

    private TokenRequest() {}

    /** @throws RegistryFailure {@link WireError#PARAMETER_INVALID} when the token is wanted for somebody else */
    static void checkService(Optional<String> service) {
        if (service.isPresent() && !service.get().equals(TokenServer.SERVICE)) {
            throw new RegistryFailure(
                    WireError.PARAMETER_INVALID,
                    "the service here is " + TokenServer.SERVICE + ", not '" + Quoted.of(service.get()) + "'");
        }
    }

    /** What the client calls itself, as far as it is worth keeping. */
    static String clientId(Optional<String> clientId) {
        String text = Quoted.of(clientId.orElse(""));
        return text.substring(0, Math.min(text.length(), LONGEST_CLIENT_ID));
    }
}
