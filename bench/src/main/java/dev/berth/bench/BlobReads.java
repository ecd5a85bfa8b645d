package dev.berth.bench;

import java.io.IOException;
import java.util.List;

/** A blob of 8 KB. */
final class BlobReads implements Measurement {
    @Override
    public String name() {
        return "blob";
    }

    @Override
    public List<Figure> measure(Run run) throws IOException, InterruptedException {
        String repository = Berth.USER + "/blob";
        String scope = Contender.pulling(repository);
        Blob blob = new BlobSource(run.workspace().path("8k"), 8 << 10).next();
        String path = "/v2/" + repository + "/blobs/" + blob.digest();
        for (Contender registry : run.registries()) {
            try (Connection connection =
                    new Connection(registry.address(), registry.authorization(Contender.pushing(repository)))) {
                blob.push(connection, repository);
            }
            registry.fetch(path, scope, run.nginx().file(path));
        }
        Samples<Reads> samples = Reads.race(run, run.all(), path, scope, 64);
        return List.of(
                samples.figure("8 KB blob GET, 64 connections", "requests/s", Reads::perSecond)
                        .wanting(Bar.atLeast(50, "docker-registry")),
                samples.figure("CPU of 1,000 blob GETs", "s", Reads::cpuPerThousand));
    }
}
