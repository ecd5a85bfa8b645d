/** Measures Berth beside others, each time in one run, and many nodes of it; it shares no code with Berth. */
@NullMarked
package dev.berth.bench;

import org.jspecify.annotations.NullMarked;
