/** Repositories as people see them: what they are about, who likes and pulls them, what happened to them, and to whom it is told. */
@NullMarked
package dev.berth.hub;

import org.jspecify.annotations.NullMarked;
