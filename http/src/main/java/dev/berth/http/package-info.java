/** What every room's endpoints stand on: one exchange of request and answer, routes, failures on the wire, access log and meters. */
@NullMarked
package dev.berth.http;

import org.jspecify.annotations.NullMarked;
