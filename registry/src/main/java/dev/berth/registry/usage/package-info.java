/** How much the registry stores and whose it is, measured in the background, so that nobody waits for the counting. */
@NullMarked
package dev.berth.registry.usage;

import org.jspecify.annotations.NullMarked;
