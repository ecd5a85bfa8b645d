/** Several nodes over one database and one object store. */
@NullMarked
package dev.berth.e2e.nodes;

import org.jspecify.annotations.NullMarked;
