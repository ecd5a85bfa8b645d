package dev.berth.registry;

import dev.berth.oci.Reference;
import dev.berth.oci.RepositoryName;

/** Is told of every manifest that was pulled, on the way of the answer: whoever implements it neither waits nor asks anybody. */
@FunctionalInterface
public interface PullCounter {
    /** Counts nothing. */
    PullCounter NONE = (name, reference) -> {};

    /** Somebody pulled the manifest, by this tag or digest. */
    void count(RepositoryName name, Reference reference);
}
