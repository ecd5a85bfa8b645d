/** Where lines of the log go and how they are written; set up in code, since reading a file would cost time at the start. */
@NullMarked
package dev.berth.server.logging;

import org.jspecify.annotations.NullMarked;
