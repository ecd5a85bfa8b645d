@NullMarked
package dev.berth.hub.http;

import org.jspecify.annotations.NullMarked;
