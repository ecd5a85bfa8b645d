/** Bytes by location: where blobs and unfinished uploads are kept. */
@NullMarked
package dev.berth.storage;

import org.jspecify.annotations.NullMarked;
