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
    private final transient Optional<String> advice;

    private SignInFailure(String reason, Optional<Duration> retryAfter, Optional<String> advice) {
        super(reason, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.advice = advice;
    }

    /** Credentials that are wrong, or not good any more. */
    public static SignInFailure refused(String reason) {
        return new SignInFailure(reason, Optional.empty(), Optional.empty());
    }

    /** Credentials that are right, and not enough; their owner is told what is. */
    static SignInFailure notEnough(String reason, String advice) {
        return new SignInFailure(reason, Optional.empty(), Optional.of(advice));
    }

    /** A try that came too soon, and was not looked at. */
    static SignInFailure later(String reason, Duration retryAfter) {
        return new SignInFailure(reason, Optional.of(retryAfter), Optional.empty());
    }

    /** Why, for the log alone. */
    public String reason() {
        return reason;
    }

    /** What somebody whose credentials are right is told to do; empty when they are not. */
    public Optional<String> advice() {
        return advice;
    }

    /** How long to wait before the next try; empty when the credentials were looked at and are wrong. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
