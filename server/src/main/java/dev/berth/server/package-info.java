/** Wires the rooms into one server: starts it, stops it, and nothing else. */
@NullMarked
package dev.berth.server;

import org.jspecify.annotations.NullMarked;
