package dev.berth.server;

import dev.berth.database.Database;
import dev.berth.registry.Collector;
import dev.berth.server.BlobCopy.Copied;
import dev.berth.server.BlobCopy.Presence;
import dev.berth.server.config.Configuration;
import dev.berth.server.config.ConfigurationFailure;
import dev.berth.server.config.EffectiveSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Moves the blobs of an installation to another store. While it serves, all are copied that are not there yet, as often as one
 * likes; the last copy, when no server runs any more, finds only what was pushed since, and ends the uploads under way.
 */
final class BlobMove {
    private final Installation installation;
    private final Consumer<String> lines;

    BlobMove(Installation installation, Consumer<String> lines) {
        this.installation = installation;
        this.lines = lines;
    }

    /**
     * Copies to the store that this configuration file describes.
     *
     * @param last whether no server runs, so that this copy is complete
     * @return 0 when every blob is there now
     */
    int run(Path file, boolean last) throws IOException, ConfigurationFailure, StartupFailure {
        Configuration target = Configuration.of(EffectiveSettings.of(Optional.of(file), Map.of(), Map.of()));
        OpenStore store = open(target);
        try {
            Copied copied = copy(store);
            lines.accept("copied " + copied.fresh() + " of " + copied.blobs() + " blobs, " + copied.bytes() + " bytes");
            if (copied.lacking() > 0) {
                return 1;
            }
        } finally {
            store.closing().run();
        }
        if (last) {
            endUploads(installation.database());
            lines.accept("every blob is there: start the servers with the storage that " + file + " describes");
        }
        return 0;
    }

    private OpenStore open(Configuration target) throws StartupFailure {
        if (target.s3().isPresent()) {
            return S3.blobs(target.s3().get(), Optional.empty());
        }
        return Embedded.blobs(target.storage().data().resolve("blobs"));
    }

    private Copied copy(OpenStore store) throws IOException {
        try (Collector.Pause _ = installation.registry().collector().pauseDeletion()) {
            return new BlobCopy(installation.blobs(), store.blobs(), Presence.AS_LONG, lines)
                    .run(installation.database());
        }
    }

    /** What has arrived of them is in the old store alone; their clients start again. */
    private void endUploads(Database database) {
        int ended = database.write(transaction -> transaction.update("delete from upload"));
        if (ended > 0) {
            lines.accept("ended " + ended + " unfinished uploads; their clients start again");
        }
    }
}
