package dev.berth.server;

/**
 * Something about the installation that an administrator may want to change.
 *
 * @param name by which programs know it
 * @param weight how much that matters
 * @param text what is the matter
 * @param advice what to do about it
 */
record Warning(String name, Weight weight, String text, String advice) {
    /** How much a warning matters. */
    enum Weight {
        /** Something does not work. */
        TROUBLE,
        /** Something is unsafe, or will not work for long. */
        WARNING,
        /** Something is left out, maybe on purpose. */
        NOTE
    }
}
