package dev.berth.hub.http;

import dev.berth.accounts.Caller;

/** Tells who may look after a namespace: its person, or the owners of its organisation. */
public interface Owners {
    /** What a namespace is to a caller. */
    enum Standing {
        /** It may look after the namespace. */
        OWNER,
        /** It knows of the namespace and no more, as members of an organisation do. */
        ACQUAINTED,
        /** For it there is no such namespace. */
        STRANGER
    }

    /** What this namespace is to the caller, who comes in person. */
    Standing standing(Caller caller, String namespace);
}
