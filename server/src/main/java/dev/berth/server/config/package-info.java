/** What Berth can be told: one table of settings, read from defaults, a file, the environment and flags. */
@NullMarked
package dev.berth.server.config;

import org.jspecify.annotations.NullMarked;
