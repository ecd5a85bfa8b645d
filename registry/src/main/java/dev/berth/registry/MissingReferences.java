package dev.berth.registry;

/** What happens to a manifest that names layers, a config or manifests which its repository lacks. */
public enum MissingReferences {
    /** It is stored, as a sparse one (distribution-spec, "Pushing manifests"). */
    ACCEPT,
    /** It is refused, and the answer names what is missing. */
    REFUSE
}
