package dev.berth.bench;

import java.io.IOException;
import java.util.List;

/** GETs of one path by wrk: how many a second, and the server's CPU seconds for a thousand of them. */
record Reads(double perSecond, double cpuPerThousand) {

    static Samples<Reads> race(Run run, List<Contender> contenders, String path, String scope, int connections)
            throws IOException, InterruptedException {
        return run.interleave(contenders, contender -> {
            double before = contender.daemon().cpuSeconds();
            Wrk wrk = Wrk.get(
                    contender.address().resolve(path),
                    contender.authorization(scope),
                    connections,
                    run.scale().turn());
            double spent = contender.daemon().cpuSeconds() - before;
            return new Reads(wrk.perSecond(), spent * 1000 / wrk.requests());
        });
    }
}
