package dev.berth.registry;

import dev.berth.oci.Digest;
import dev.berth.oci.Reference;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.Tag;
import dev.berth.oci.WireError;
import java.util.Optional;
import java.util.Set;

/** What a client wants to be true of a tag before it is changed (RFC 9110, 13.1: If-Match and If-None-Match). */
public sealed interface TagCondition {

    /** Whatever it is. */
    record Any() implements TagCondition {}

    /** The tag points to one of these digests. */
    record PointsTo(Set<String> digests) implements TagCondition {
        public PointsTo {
            digests = Set.copyOf(digests);
        }
    }

    /** The tag exists. */
    record Exists() implements TagCondition {}

    /** The tag does not exist. */
    record Absent() implements TagCondition {}

    /**
     * Lets a tag in this state pass, or a manifest that is named by its digest.
     *
     * @param current the digest that it points to, or has; empty where it does not exist
     * @throws RegistryFailure {@link WireError#PRECONDITION_FAILED}
     */
    default void check(Optional<String> current, Reference target) {
        boolean holds = switch (this) {
            case Any() -> true;
            case PointsTo(Set<String> digests) ->
                current.filter(digests::contains).isPresent();
            case Exists() -> current.isPresent();
            case Absent() -> current.isEmpty();
        };
        if (!holds) {
            throw new RegistryFailure(
                    WireError.PRECONDITION_FAILED,
                    switch (target) {
                        case Tag tag ->
                            current.map(digest -> "the tag " + tag + " points to " + digest)
                                    .orElse("the tag " + tag + " does not exist");
                        case Digest digest ->
                            "the manifest " + digest + (current.isPresent() ? " is here" : " is not here");
                    });
        }
    }
}
