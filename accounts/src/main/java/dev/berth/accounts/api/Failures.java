package dev.berth.accounts.api;

import dev.berth.accounts.AccountFailure;
import dev.berth.http.Problem;

/** How the REST API answers failures of this room. */
public final class Failures {
    private Failures() {}

    /** What answers something that cannot be done with an account, an organisation, an invitation or a token. */
    public static Problem problem(AccountFailure failure) {
        return switch (failure.kind()) {
            case INVALID -> new Problem(400, "Invalid request", failure.explanation());
            case NOT_ALLOWED -> new Problem(403, "Not allowed", failure.explanation());
            case UNKNOWN -> new Problem(404, "Not found", failure.explanation());
            case TAKEN -> new Problem(409, "Taken", failure.explanation());
            case CONFLICT -> new Problem(409, "Conflict", failure.explanation());
        };
    }
}
