package dev.berth.hub.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a receiver says, later, of what it was sent.
 *
 * @param context what it speaks of, where it speaks of several things
 * @param description a line about it
 * @param targetUrl where more of it can be read
 */
public record Callback(State state, String context, String description, Optional<String> targetUrl) {
    private static final int LONGEST_CONTEXT = 100;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_URL = 2000;

    /** How it went. */
    public enum State {
        SUCCESS,
        FAILURE,
        ERROR;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws WebhookFailure when it is too long, or its address is none that a page may link to */
    public Callback {
        require(context.length() <= LONGEST_CONTEXT, "context: at most " + LONGEST_CONTEXT + " characters");
        require(
                description.length() <= LONGEST_DESCRIPTION,
                "description: at most " + LONGEST_DESCRIPTION + " characters");
        targetUrl.ifPresent(url -> require(
                url.length() <= LONGEST_URL && isWeb(url),
                "target_url: an address such as https://example.org/builds/1 is needed"));
    }

    private static boolean isWeb(String text) {
        try {
            URI url = new URI(text);
            return ("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void require(boolean holds, String explanation) {
        if (!holds) {
            throw new WebhookFailure(explanation);
        }
    }
}
