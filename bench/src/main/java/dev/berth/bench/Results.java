package dev.berth.bench;

import java.util.List;

/** What a run gave. */
interface Results {
    /** The page to read. */
    String markdown();

    /** Why measurements could not be taken; empty when all could. */
    List<String> failures();
}
