package dev.berth.accounts;

import java.io.Serial;

/** A token of the token server that lets nobody in. The reason is for the log alone. Carries no stack trace. */
public final class BearerFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    BearerFailure(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Why, for the log alone. */
    public String reason() {
        return reason;
    }
}
