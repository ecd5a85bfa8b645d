/** What the distribution API does: manifests, tags, blobs, upload sessions, mounts, referrers, the catalogue, and the collection of what nothing refers to. */
@NullMarked
package dev.berth.registry;

import org.jspecify.annotations.NullMarked;
