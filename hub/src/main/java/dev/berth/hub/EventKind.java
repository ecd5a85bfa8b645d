package dev.berth.hub;

import java.util.regex.Pattern;

/**
 * What kind of thing happened, as {@code tag.pushed}: what it happened to, and what became of it. Every room has kinds of its own.
 *
 * @param name small letters, digits and underscores, in parts that dots separate
 */
public record EventKind(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)+");

    public static final EventKind REPOSITORY_CREATED = new EventKind("repository.created");
    public static final EventKind REPOSITORY_CHANGED = new EventKind("repository.changed");
    public static final EventKind REPOSITORY_RENAMED = new EventKind("repository.renamed");
    public static final EventKind REPOSITORY_DELETED = new EventKind("repository.deleted");
    public static final EventKind NAMESPACE_CHANGED = new EventKind("namespace.changed");
    public static final EventKind TAG_PUSHED = new EventKind("tag.pushed");
    public static final EventKind TAG_DELETED = new EventKind("tag.deleted");
    public static final EventKind MANIFEST_PUSHED = new EventKind("manifest.pushed");
    public static final EventKind MANIFEST_DELETED = new EventKind("manifest.deleted");

    public static final EventKind WEBHOOK_CREATED = new EventKind("webhook.created");
    public static final EventKind WEBHOOK_CHANGED = new EventKind("webhook.changed");
    public static final EventKind WEBHOOK_DELETED = new EventKind("webhook.deleted");
    public static final EventKind WEBHOOK_DISABLED = new EventKind("webhook.disabled");

    public static final EventKind COLLECTION_BEGUN = new EventKind("collection.begun");

    public EventKind {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a kind of event: " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
