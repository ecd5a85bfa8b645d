package dev.berth.database;

import java.nio.file.Path;

/** What an embedded database can do besides: be copied to a file, and be replaced from one, while it serves. */
public interface OnlineCopy {
    /**
     * Writes the newest committed state, whole and consistent, into a new file.
     *
     * @throws DatabaseFailure when the file exists or cannot be written
     */
    void copyTo(Path file);

    /**
     * Replaces everything by what an earlier {@link #copyTo} wrote; transactions that follow see only that.
     *
     * @throws DatabaseFailure when the file is no such copy, or was written by a newer Berth; then nothing is replaced
     */
    void replaceFrom(Path file);
}
