package dev.berth.bench;

import java.io.IOException;
import java.util.List;

/** The servers of one run. */
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

    /** A new server of Java compiles what is asked of it for some ten seconds, and so does the load, beside it on two cores. */
    private static final int WARM_UPS = 3;

    Rounds rounds() {
        return new Rounds(WARM_UPS, options.rounds());
    }

    List<Contender> all() {
        return List.of(berth, registry, nginx);
    }

    List<Contender> registries() {
        return List.of(berth, registry);
    }

    /** Lets each contender have its turn, as {@link Rounds} orders them. */
    <T> Samples<T> interleave(List<Contender> contenders, Rounds.Turn<Contender, T> turn)
            throws IOException, InterruptedException {
        return rounds().interleave(contenders, Contender::title, turn);
    }
}
