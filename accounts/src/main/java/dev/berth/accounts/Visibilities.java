package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.Optional;

/** Tells which repositories are public, and which have another name now. The room that keeps repositories implements it. */
@FunctionalInterface
public interface Visibilities {
    /** Whether everybody may pull from this repository, as of now; empty where there is no such repository. */
    Optional<Boolean> isPublic(RepositoryName repository);

    /** The same; also empty where that would take waiting. */
    default Optional<Boolean> isPublicAtOnce(RepositoryName repository) {
        return Optional.empty();
    }

    /** The name that the repository has now that once had this one; empty where none had it, or one has it. */
    default Optional<RepositoryName> movedTo(RepositoryName former) {
        return Optional.empty();
    }
}
