/** Starting, refusing to start, and stopping. */
@NullMarked
package dev.berth.e2e.lifecycle;

import org.jspecify.annotations.NullMarked;
