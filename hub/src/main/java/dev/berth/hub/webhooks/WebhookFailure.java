package dev.berth.hub.webhooks;

import java.io.Serial;

/** A webhook cannot be as somebody wants it. */
public final class WebhookFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param explanation what is wrong, for whoever wants it */
    public WebhookFailure(String explanation) {
        super(explanation, null, false, false);
    }

    /** What is wrong. */
    public String explanation() {
        return String.valueOf(getMessage());
    }
}
