package dev.berth.http;

import java.io.Serial;

/** A request to the REST API that cannot be done (RFC 9457, problem details). */
public final class Problem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;
    private final String detail;

    /**
     * A problem without a stack trace: it is an answer, not a defect.
     *
     * @param status the HTTP status
     * @param title what kind of problem it is, the same for all of its kind
     * @param detail what to do about this one
     */
    public Problem(int status, String title, String detail) {
        super(title + ": " + detail, null, false, false);
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What kind of problem it is. */
    public String title() {
        return title;
    }

    /** What to do about it. */
    public String detail() {
        return detail;
    }
}
