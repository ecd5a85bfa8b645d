package dev.berth.accounts.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next where the next part begins, to be sent as the parameter {@code after}; absent in the last part
 */
public record Page<T>(List<T> items, Optional<String> next) {
    /** How many items a page has where the client does not say. */
    public static final int USUAL = 25;

    /** How many it may have. */
    public static final int MOST = 100;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page of this size, from a list that was asked for one item more.
     *
     * @param position where an item stands in the list, so that the next page begins after it
     */
    public static <T> Page<T> of(List<T> oneMore, int size, Function<T, String> position) {
        if (oneMore.size() <= size) {
            return new Page<>(oneMore, Optional.empty());
        }
        List<T> items = oneMore.subList(0, size);
        return new Page<>(items, Optional.of(position.apply(items.getLast())));
    }

    /** This page with other items, one for each. */
    public <U> Page<U> map(Function<T, U> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}
