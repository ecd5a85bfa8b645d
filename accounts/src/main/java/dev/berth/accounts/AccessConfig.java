package dev.berth.accounts;

import java.time.Duration;

/**
 * Who gets in, and for how long.
 *
 * @param open whether the registry asks for no login at all, as a lab's does
 * @param signUp who may make an account
 * @param tokenLifetime how long a token of the token server is good for
 * @param refreshTokenLifetime how long a refresh token of the token server is good for
 * @param session how long a browser stays signed in
 */
public record AccessConfig(
        boolean open, SignUp signUp, Duration tokenLifetime, Duration refreshTokenLifetime, SessionConfig session) {
    /** The shortest life that the token protocol lets clients count on (Docker token authentication, "expires_in"). */
    public static final Duration SHORTEST_TOKEN_LIFETIME = Duration.ofSeconds(60);

    /** The same with sessions that last as long as usual. */
    public AccessConfig(boolean open, SignUp signUp, Duration tokenLifetime, Duration refreshTokenLifetime) {
        this(open, signUp, tokenLifetime, refreshTokenLifetime, SessionConfig.USUAL);
    }

    public AccessConfig {
        if (tokenLifetime.compareTo(SHORTEST_TOKEN_LIFETIME) < 0) {
            throw new IllegalArgumentException("a token must be good for 60 seconds at least");
        }
    }

    /** The same with others who may make an account. */
    public AccessConfig with(SignUp other) {
        return new AccessConfig(open, other, tokenLifetime, refreshTokenLifetime, session);
    }
}
