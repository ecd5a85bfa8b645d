package dev.berth.bench;

import java.util.function.Supplier;

/**
 * A kind of page that people ask for.
 *
 * @param group the measurement that it belongs to, by its name on the command line
 * @param title what it is
 * @param callers who may ask for it
 * @param path path and query of one such page, another one each time
 */
record HubRequest(String group, String title, HubCallers callers, Supplier<String> path) {}
