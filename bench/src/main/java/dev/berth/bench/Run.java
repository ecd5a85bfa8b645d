package dev.berth.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers of one run, and the order in which they take turns. */
record Run(Workspace workspace, Options options, Scale scale, Berth berth, DockerRegistry registry, Nginx nginx) {

    static Run start(Workspace workspace, Options options) throws IOException, InterruptedException {
        return new Run(
                workspace,
                options,
                options.quick() ? Scale.quick() : Scale.full(),
                Berth.start(workspace, options.launcher(), "berth"),
                DockerRegistry.start(workspace, "docker-registry"),
                Nginx.start(workspace));
    }

    List<Contender> all() {
        return List.of(berth, registry, nginx);
    }

    List<Contender> registries() {
        return List.of(berth, registry);
    }

    /** Lets each contender have its turn, round for round, after a first one that does not count. */
    <T> Samples<T> interleave(List<Contender> contenders, Turn<T> turn) throws IOException, InterruptedException {
        Map<String, List<T>> rounds = new LinkedHashMap<>();
        for (int round = 0; round <= options.rounds(); round++) {
            for (Contender contender : contenders) {
                flush();
                T sample = turn.take(contender);
                if (round > 0) {
                    rounds.computeIfAbsent(contender.title(), title -> new ArrayList<>())
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

    interface Turn<T> {
        T take(Contender contender) throws IOException, InterruptedException;
    }
}
