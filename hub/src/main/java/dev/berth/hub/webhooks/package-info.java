/** Calls the addresses that want to know what happened. */
@NullMarked
package dev.berth.hub.webhooks;

import org.jspecify.annotations.NullMarked;
