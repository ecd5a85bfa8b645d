package dev.berth.hub.webhooks;

/** What a webhook is about. */
public sealed interface Subject {

    /** One repository, by its id, so that a new name makes no difference. */
    record OfRepository(long id) implements Subject {}

    /** All repositories of a person or an organisation, and what else happens there. */
    record OfNamespace(String name) implements Subject {}
}
