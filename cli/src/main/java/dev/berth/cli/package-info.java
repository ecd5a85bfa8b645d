/** Berth's command line: one class a command. */
@NullMarked
package dev.berth.cli;

import org.jspecify.annotations.NullMarked;
