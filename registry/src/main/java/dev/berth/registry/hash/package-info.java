/** Hashes that can be put away in the middle and gone on with by another process. */
@NullMarked
package dev.berth.registry.hash;

import org.jspecify.annotations.NullMarked;
