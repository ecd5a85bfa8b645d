package dev.berth.server;

import dev.berth.storage.BlobStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/**
 * A store of blobs that was opened, with what the server does with it besides serving.
 *
 * @param blobs what the rooms work on
 * @param figures registers the figures that only this kind of store has
 * @param closing lets go of what the store holds
 */
record OpenStore(BlobStore blobs, Consumer<MeterRegistry> figures, Runnable closing) {}
