package dev.berth.registry;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One writer at a time for each upload, and the hash of what this node has taken of it so far. */
final class RunningHashes {
    private static final int MOST_IDLE = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<UploadId, Turn> taken = new HashMap<>();
    private final Map<UploadId, Progress> idle = new LinkedHashMap<>();

    private record Progress(RunningHash hash, long turn) {}

    /** The right to write to one upload, until it is closed. */
    final class Turn implements AutoCloseable {
        private final UploadId id;
        private @Nullable Progress progress;

        private Turn(UploadId id, @Nullable Progress progress) {
            this.id = id;
            this.progress = progress;
        }

        /** The hash of exactly this many bytes as the session's turn left them, when that turn was this node's. */
        Optional<RunningHash> hashAt(long turn, long size) {
            Progress known = progress;
            progress = null;
            return known != null && known.turn() == turn && known.hash().size() == size
                    ? Optional.of(known.hash())
                    : Optional.empty();
        }

        /** Keeps the hash of what this turn of the session has come to. */
        void keep(RunningHash hash, long turn) {
            progress = new Progress(hash, turn);
        }

        /** Keeps nothing: the upload is over. */
        void forget() {
            progress = null;
        }

        @Override
        public void close() {
            release(this);
        }
    }

    /**
     * Waits for the turn to write to this upload.
     *
     * @throws RegistryFailure {@link WireError#TOOMANYREQUESTS} when another request keeps writing to it
     */
    synchronized Turn take(UploadId id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (taken.containsKey(id)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new RegistryFailure(
                        WireError.TOOMANYREQUESTS, "another request is writing to this upload: try again when it ends");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryFailure(WireError.UNAVAILABLE);
            }
        }
        return granted(id);
    }

    /** The turn to write to this upload, empty when somebody has it. */
    synchronized Optional<Turn> tryTake(UploadId id) {
        return taken.containsKey(id) ? Optional.empty() : Optional.of(granted(id));
    }

    private Turn granted(UploadId id) {
        Turn turn = new Turn(id, idle.remove(id));
        taken.put(id, turn);
        return turn;
    }

    private synchronized void release(Turn turn) {
        taken.remove(turn.id);
        Progress progress = turn.progress;
        if (progress != null) {
            idle.put(turn.id, progress);
            if (idle.size() > MOST_IDLE) {
                idle.remove(idle.keySet().iterator().next());
            }
        }
        notifyAll();
    }
}
