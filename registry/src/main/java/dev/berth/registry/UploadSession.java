package dev.berth.registry;

import dev.berth.oci.Algorithm;
import dev.berth.oci.RepositoryName;
import dev.berth.storage.Mark;

/**
 * An upload session as its row says.
 *
 * @param id its name
 * @param repository the repository that the blob is pushed to
 * @param algorithm the hash that is kept while bytes arrive
 * @param mark how far its bytes have come, and where they are
 * @param turn the newest turn of writing; what others note is not counted
 */
public record UploadSession(UploadId id, RepositoryName repository, Algorithm algorithm, Mark mark, long turn) {
    /** How many bytes have arrived. */
    public long size() {
        return mark.size();
    }

    /** The same session, which has come this far. */
    UploadSession at(Mark reached) {
        return new UploadSession(id, repository, algorithm, reached, turn);
    }
}
