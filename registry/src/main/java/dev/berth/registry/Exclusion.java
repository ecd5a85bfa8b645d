package dev.berth.registry;

import java.util.Optional;

/** Keeps those apart who delete bytes and those who count on their staying: collections, scrubs, backups, on all nodes. */
interface Exclusion {

    /** The right to collect; empty when another node has it, or keeps everybody from deleting. */
    Optional<Collecting> tryCollect();

    /** Waits until nobody deletes, and keeps all others from it. */
    Collector.Pause pause();

    /** The right to collect, until it is closed or lost. */
    interface Collecting extends AutoCloseable {

        /** Whether it is still there; without it another node may be collecting. */
        boolean holds();

        /** Waits for the right to delete some bytes, which is part of this one and ends when it is closed. */
        Collector.Pause deleting();

        @Override
        void close();
    }
}
