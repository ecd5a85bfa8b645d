package dev.berth.registry;

import dev.berth.oci.Algorithm;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.hash.HashState;
import dev.berth.registry.hash.ResumableHashes;
import java.util.Optional;

/**
 * How those who write to the same session come one after the other. In one process they wait for each other anyway; what is
 * decided here is how they stand to those on other nodes.
 */
sealed interface Turns {

    /** Begins a turn; empty when the session has ended or never was. */
    Optional<Claim> begin(UploadStore sessions, RepositoryName name, UploadId id);

    /** Whether a turn that has not ended by what it noted has to be ended. */
    boolean mustBeEnded();

    /** The hash of no bytes. */
    RunningHash hash(Algorithm algorithm);

    /** The hash that another node has left for this turn, where it has. */
    Optional<RunningHash> hash(Claim claim);

    /** There is no other node: the row needs no turn, and the hash of what this one has forgotten is that of the bytes. */
    record OfOneNode() implements Turns {
        @Override
        public Optional<Claim> begin(UploadStore sessions, RepositoryName name, UploadId id) {
            return sessions.find(name, id).map(it -> new Claim(it, it.turn(), true, Optional.empty()));
        }

        @Override
        public boolean mustBeEnded() {
            return false;
        }

        @Override
        public RunningHash hash(Algorithm algorithm) {
            return RunningHash.ofThisNode(algorithm);
        }

        @Override
        public Optional<RunningHash> hash(Claim claim) {
            return Optional.empty();
        }
    }

    /** Any node may go on with any session: whoever begins a turn takes it from whoever had it, alive or dead. */
    record OfManyNodes(ResumableHashes hashes) implements Turns {
        @Override
        public Optional<Claim> begin(UploadStore sessions, RepositoryName name, UploadId id) {
            return sessions.claim(name, id);
        }

        @Override
        public boolean mustBeEnded() {
            return true;
        }

        @Override
        public RunningHash hash(Algorithm algorithm) {
            return RunningHash.ofAnyNode(algorithm, hashes);
        }

        @Override
        public Optional<RunningHash> hash(Claim claim) {
            return claim.hashState()
                    .flatMap(HashState::parse)
                    .filter(it -> it.algorithm() == claim.session().algorithm()
                            && it.length() == claim.session().size())
                    .map(it -> RunningHash.resumed(it, hashes));
        }
    }
}
