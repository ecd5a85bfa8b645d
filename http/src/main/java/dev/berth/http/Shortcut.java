package dev.berth.http;

/**
 * A second way to serve an operation, for when all it needs is at hand. It runs on the thread that waits for all connections,
 * which is a good deal cheaper than handing the request to another, and makes everybody else wait for as long as it takes.
 */
@FunctionalInterface
public interface Shortcut {
    /**
     * Whether the request was served. False, with nothing done to the exchange, wherever it would have to wait, compute for
     * long, log, or answer anything out of the ordinary: the operation does that.
     *
     * @throws RuntimeException where the operation would; nothing was done then either
     */
    boolean serve(Exchange exchange);
}
