package dev.berth.bench;

import java.io.IOException;
import java.util.List;

/** The manifest of an image of ten layers, by tag. */
final class ManifestReads implements Measurement {
    @Override
    public String name() {
        return "manifest";
    }

    @Override
    public List<Figure> measure(Run run) throws IOException, InterruptedException {
        String repository = Berth.USER + "/manifest";
        String path = "/v2/" + repository + "/manifests/latest";
        String scope = Contender.pulling(repository);
        Image image = Image.of(new BlobSource(run.workspace().path("small-layer"), 1024));
        for (Contender registry : run.registries()) {
            try (Crew crew = new Crew(registry.address(), registry.authorization(Contender.pushing(repository)), 1)) {
                image.push(crew, repository, "latest");
            }
            registry.fetch(path, scope, run.nginx().file(path));
        }
        Samples<Reads> samples = Reads.race(run, run.all(), path, scope, 64);
        return List.of(
                samples.figure("Manifest GET by tag, 64 connections", "requests/s", Reads::perSecond)
                        .wanting(Bar.atLeast(40, "docker-registry")),
                samples.figure("CPU of 1,000 manifest GETs", "s", Reads::cpuPerThousand));
    }
}
