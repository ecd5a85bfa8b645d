package dev.berth.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The order in which contenders take turns. */
record Rounds(int count) {

    /** Lets each contender have its turn, round for round, after a first one that does not count. */
    <C, T> Samples<T> interleave(List<C> contenders, Function<C, String> title, Turn<C, T> turn)
            throws IOException, InterruptedException {
        Map<String, List<T>> rounds = new LinkedHashMap<>();
        for (int round = 0; round <= count; round++) {
            for (C contender : contenders) {
                flush();
                T sample = turn.take(contender);
                if (round > 0) {
                    rounds.computeIfAbsent(title.apply(contender), name -> new ArrayList<>())
                            .add(sample);
                }
            }
        }
        return new Samples<>(rounds);
    }

    /** Has the system write what it still holds, so that nobody pays for the one before. */
    private static void flush() throws IOException, InterruptedException {
        new ProcessBuilder("sync").start().waitFor();
    }

    interface Turn<C, T> {
        T take(C contender) throws IOException, InterruptedException;
    }
}
