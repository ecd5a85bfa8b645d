/** Berth from outside: the real program, driven by real clients, killed, starved and restarted. */
@NullMarked
package dev.berth.e2e;

import org.jspecify.annotations.NullMarked;
