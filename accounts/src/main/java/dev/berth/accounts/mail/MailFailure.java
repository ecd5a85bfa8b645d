package dev.berth.accounts.mail;

import java.io.Serial;

/** A mail that no server took. */
public final class MailFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean permanent;

    /** @param permanent whether trying again is of no use, because the server refused this very mail */
    MailFailure(String message, boolean permanent, Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    /** Whether trying again is of no use. */
    public boolean isPermanent() {
        return permanent;
    }
}
