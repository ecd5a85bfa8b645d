package dev.berth.registry;

import dev.berth.registry.hash.ResumableHashes;

/** How many nodes serve the same database and blob store, which decides what they have to agree on. */
public final class Nodes {
    private final Turns turns;

    private Nodes(Turns turns) {
        this.turns = turns;
    }

    /** One alone, which pays for no agreement. */
    public static Nodes one() {
        return new Nodes(new Turns.OfOneNode());
    }

    /** Several, any of which may serve any request and may die at any moment. */
    public static Nodes many() {
        return new Nodes(new Turns.OfManyNodes(ResumableHashes.best()));
    }

    /** How they take turns at writing to an upload. */
    Turns turns() {
        return turns;
    }
}
