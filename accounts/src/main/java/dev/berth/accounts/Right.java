package dev.berth.accounts;

import java.util.Optional;

/** What may be done with a repository; on the wire, an action of a scope (Docker token authentication, "Token Scope"). */
public enum Right {
    /** Reading manifests, tags and blobs. */
    PULL("pull"),
    /** Writing them. */
    PUSH("push"),
    /** Deleting them. */
    DELETE("delete");

    private final String action;

    Right(String action) {
        this.action = action;
    }

    /** Its name in a scope. */
    public String action() {
        return action;
    }

    /** The right that a scope means by this action; empty where there is no such right. */
    public static Optional<Right> named(String action) {
        for (Right right : values()) {
            if (right.action.equals(action)) {
                return Optional.of(right);
            }
        }
        return Optional.empty();
    }
}
