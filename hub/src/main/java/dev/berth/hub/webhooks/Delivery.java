package dev.berth.hub.webhooks;

import dev.berth.hub.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One event for one webhook, and how far that is.
 *
 * @param message what is sent
 * @param tries how often it was tried
 * @param dueAt when it is tried next; empty when that is over
 */
public record Delivery(
        long id,
        long webhook,
        long event,
        EventKind kind,
        Message message,
        State state,
        int tries,
        Instant createdAt,
        Optional<Instant> dueAt) {

    /** What is sent to a webhook: the body, and what it is. */
    public record Message(String contentType, String body) {}

    /** How far a delivery is. */
    public enum State {
        /** It waits for its first try, or for the next. */
        WAITING,
        /** The webhook has taken it. */
        DELIVERED,
        /** It was tried often enough. */
        FAILED,
        /** The webhook was disabled before. */
        DROPPED
    }

    /**
     * One try.
     *
     * @param requestHeaders what was sent before the body
     * @param status the status of the answer; empty where none came
     * @param responseBody the beginning of the answer, as text
     * @param failure why it counts as a failure; empty where it does not
     */
    public record Attempt(
            int number,
            Instant at,
            Duration took,
            Map<String, String> requestHeaders,
            Optional<Integer> status,
            Map<String, String> responseHeaders,
            String responseBody,
            Optional<String> failure) {}
}
