package dev.berth.accounts;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/**
 * Credentials that let nobody in. The client is told no more than that, or when to try again; the reason is for the log.
 * Carries no stack trace.
 */
public final class SignInFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;
    private final transient Optional<Duration> retryAfter;

    private SignInFailure(String reason, Optional<Duration> retryAfter) {
        super(reason, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** Credentials that are wrong, or not good any more. */
    public static SignInFailure refused(String reason) {
        return new SignInFailure(reason, Optional.empty());
    }

    /** A try that came too soon, and was not looked at. */
    static SignInFailure later(String reason, Duration retryAfter) {
        return new SignInFailure(reason, Optional.of(retryAfter));
    }

    /** Why, for the log alone. */
    public String reason() {
        return reason;
    }

    /** How long to wait before the next try; empty when the credentials were looked at and are wrong. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
