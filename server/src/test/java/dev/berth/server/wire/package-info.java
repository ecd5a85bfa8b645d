/** The distribution API as its clients see it: exchanges with a running Berth, written down byte by byte. */
@NullMarked
package dev.berth.server.wire;

import org.jspecify.annotations.NullMarked;
