package dev.berth.oci;

/**
 * A request that cannot be done, for a reason that its client may know. Carries no stack trace: it is an answer, not a
 * defect.
 */
public final class RegistryFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final WireError error;

    /** A failure that says no more than its row of the table. */
    public RegistryFailure(WireError error) {
        this(error, error.message());
    }

    /** A failure with a message of its own, for the person at the client. */
    public RegistryFailure(WireError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** The row of the table that answers this failure. */
    public WireError error() {
        return error;
    }

    /** What to tell the client. */
    public String explanation() {
        String message = getMessage();
        return message == null ? error.message() : message;
    }
}
