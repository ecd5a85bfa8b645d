@NullMarked
package dev.berth.hub.webhooks;

import org.jspecify.annotations.NullMarked;
