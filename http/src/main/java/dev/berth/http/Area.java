package dev.berth.http;

/** The operations below one part of the path. */
public interface Area {
    /**
     * The operation that this request asks for.
     *
     * @throws RuntimeException what answers a request for none
     */
    NamedOperation find(Exchange exchange);

    /** An operation with the name under which it is counted and logged. */
    record NamedOperation(String name, Operation operation) {}
}
