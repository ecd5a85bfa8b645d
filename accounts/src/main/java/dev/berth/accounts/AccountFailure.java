package dev.berth.accounts;

import java.io.Serial;

/** Something about an account, an organisation, an invitation or a token that cannot be done. Carries no stack trace. */
public final class AccountFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What is in the way. */
    public enum Kind {
        /** A value that cannot be. */
        INVALID,
        /** A name or address that somebody else has. */
        TAKEN,
        /** What is there does not go with it. */
        CONFLICT,
        /** The asker may not do it. */
        NOT_ALLOWED,
        /** What is asked for is not there. */
        UNKNOWN
    }

    private final Kind kind;
    private final String explanation;

    /** A failure with its explanation for the person who asked. */
    public AccountFailure(Kind kind, String explanation) {
        super(explanation, null, false, false);
        this.kind = kind;
        this.explanation = explanation;
    }

    /** What is in the way. */
    public Kind kind() {
        return kind;
    }

    /** The sentence for the person who asked. */
    public String explanation() {
        return explanation;
    }
}
