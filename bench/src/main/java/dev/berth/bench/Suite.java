package dev.berth.bench;

import java.io.IOException;
import java.util.Set;

/** Measurements that are taken in one run, and have a page of results. */
interface Suite {
    /** The measurements' names on the command line, in their order. */
    Set<String> names();

    /** The file, in the folder of the bench, that a whole run writes. */
    String page();

    /**
     * Starts the servers and takes the measurements that are wanted; one that fails is among the results as such.
     *
     * @throws IOException when the servers cannot be started
     */
    Results measure(Workspace workspace, Options options) throws IOException, InterruptedException;
}
