/** What the nodes of an installation do by themselves, how that went, and which nodes there are. */
@NullMarked
package dev.berth.database.jobs;

import org.jspecify.annotations.NullMarked;
