/** Measures Berth beside Debian's docker-registry and nginx, in one run; it shares no code with Berth. */
@NullMarked
package dev.berth.bench;

import org.jspecify.annotations.NullMarked;
