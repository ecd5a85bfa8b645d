/** The REST API's endpoints, each described once: for its route, for who may use it, and for the OpenAPI document. */
@NullMarked
package dev.berth.accounts.api;

import org.jspecify.annotations.NullMarked;
