package dev.berth.http;

import java.util.Optional;

/** The operations below one part of the path. */
public interface Area {
    /**
     * The operation that this request asks for.
     *
     * @throws RuntimeException what answers a request for none
     */
    NamedOperation find(Exchange exchange);

    /**
     * An operation with the name under which it is counted and logged.
     *
     * @param shortcut how it is served where nothing has to be waited for, where there is such a way
     */
    record NamedOperation(String name, Operation operation, Optional<Shortcut> shortcut) {
        /** One without a shortcut. */
        public NamedOperation(String name, Operation operation) {
            this(name, operation, Optional.empty());
        }
    }
}
