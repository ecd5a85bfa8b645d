/** The hub from outside: its pages in a real browser, and its REST API through a client that was generated. */
@NullMarked
package dev.berth.e2e.hub;

import org.jspecify.annotations.NullMarked;
