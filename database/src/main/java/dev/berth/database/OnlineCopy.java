package dev.berth.database;

import java.nio.file.Path;

/** What an embedded database can do besides: be copied to a file, and be replaced from one, while it serves. */
public interface OnlineCopy {
    /** Writes the newest committed state, whole and consistent, into a new file. */
    void copyTo(Path file);

    /** Replaces everything by what an earlier {@link #copyTo} wrote; transactions that follow see only that. */
    void replaceFrom(Path file);
}
