/** Blobs that are pulled often, on a disk of this node. */
@NullMarked
package dev.berth.storage.cache;

import org.jspecify.annotations.NullMarked;
