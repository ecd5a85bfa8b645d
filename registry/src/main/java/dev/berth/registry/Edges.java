package dev.berth.registry;

/** The kinds of edges from a manifest to what it names, as the table {@code manifest_reference} spells them. */
final class Edges {
    static final String CONFIG = "config";
    static final String LAYER = "layer";
    static final String CHILD = "child";
    static final String SUBJECT = "subject";

    private Edges() {}

    static boolean leadsToManifest(String kind) {
        return kind.equals(CHILD) || kind.equals(SUBJECT);
    }
}
