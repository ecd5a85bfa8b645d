/** The distribution API on the wire: one class an operation, and the table of paths that leads to them. */
@NullMarked
package dev.berth.registry.http;

import org.jspecify.annotations.NullMarked;
