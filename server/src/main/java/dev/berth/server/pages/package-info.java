/** The web pages, as they are served from the program's jar. */
@NullMarked
package dev.berth.server.pages;

import org.jspecify.annotations.NullMarked;
