package dev.berth.registry;

import dev.berth.database.Leases;
import dev.berth.registry.hash.ResumableHashes;

/** How many nodes serve the same database and blob store, which decides what they have to agree on. */
public final class Nodes {
    private final Turns turns;
    private final Exclusion exclusion;

    private Nodes(Turns turns, Exclusion exclusion) {
        this.turns = turns;
        this.exclusion = exclusion;
    }

    /** One alone, which pays for no agreement. */
    public static Nodes one() {
        return new Nodes(new Turns.OfOneNode(), new ExclusionInProcess());
    }

    /**
     * Several, any of which may serve any request and may die at any moment.
     *
     * @param leases the leases of the database that they share
     */
    public static Nodes many(Leases leases) {
        return new Nodes(new Turns.OfManyNodes(ResumableHashes.best()), new ExclusionByLease(leases));
    }

    /** How they take turns at writing to an upload. */
    Turns turns() {
        return turns;
    }

    /** How they take turns at deleting bytes. */
    Exclusion exclusion() {
        return exclusion;
    }
}
