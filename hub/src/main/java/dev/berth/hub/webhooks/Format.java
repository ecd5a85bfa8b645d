package dev.berth.hub.webhooks;

/** How an event is written for a webhook. */
public enum Format {
    /** As Docker Hub does, which tells of pushed tags alone. */
    HUB,
    /** CloudEvents 1.0, structured, in JSON. */
    CLOUDEVENTS
}
