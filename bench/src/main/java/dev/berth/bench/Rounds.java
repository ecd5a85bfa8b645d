package dev.berth.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The order in which contenders take turns.
 *
 * @param warmUps rounds that do not count, before those that do
 * @param count rounds that count
 */
record Rounds(int warmUps, int count) {

    /** Lets each contender have its turn, round for round. */
    <C, T> Samples<T> interleave(List<C> contenders, Function<C, String> title, Turn<C, T> turn)
            throws IOException, InterruptedException {
        Map<String, List<T>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < warmUps + count; round++) {
            for (C contender : contenders) {
                flush();
                T sample = turn.take(contender);
                if (round >= warmUps) {
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
