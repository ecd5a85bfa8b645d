package dev.berth.server.wire;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Repository} that nobody else uses, or the {@link Wire} itself, of one Berth that all tests share: what
 * one of them does to it the others must not notice.
 */
final class SharedBerth implements ParameterResolver {
    private static final AtomicInteger REPOSITORIES = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Wire.class || type == Repository.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Wire wire = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBerth.class))
                .computeIfAbsent(RunningBerth.class, ignored -> RunningBerth.start(), RunningBerth.class)
                .wire();
        return parameter.getParameter().getType() == Wire.class ? wire : fresh(wire);
    }

    /** A repository that nobody has used yet. */
    static Repository fresh(Wire wire) {
        return new Repository(wire, "wire/test-" + REPOSITORIES.incrementAndGet());
    }
}
