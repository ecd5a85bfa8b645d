package dev.berth.accounts.http;

import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Page;
import java.util.List;
import java.util.function.Function;

/** Answers pages of lists that are in the order of a text, by which the next page begins. */
final class Lists {
    private Lists() {}

    /** A list behind a text. */
    @FunctionalInterface
    interface Behind<T> {
        /** So many items, at most, behind this text. */
        List<T> list(String after, int limit);
    }

    /** The page that this call asks for. */
    static <T> Page<T> page(Call<?> call, Behind<T> list, Function<T, String> position) {
        int size = call.number("n", 1, Page.MOST, Page.USUAL);
        return Page.of(list.list(call.text("after").orElse(""), size + 1), size, position);
    }
}
