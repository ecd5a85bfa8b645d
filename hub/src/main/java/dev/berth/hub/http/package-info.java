/** The hub's endpoints of the REST API. */
@NullMarked
package dev.berth.hub.http;

import org.jspecify.annotations.NullMarked;
