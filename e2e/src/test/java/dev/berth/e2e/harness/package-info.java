/** What the tests hold in their hands: the program, the container engines, the wire, and ways to break them. */
@NullMarked
package dev.berth.e2e.harness;

import org.jspecify.annotations.NullMarked;
