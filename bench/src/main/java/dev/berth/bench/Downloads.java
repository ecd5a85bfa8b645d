package dev.berth.bench;

import java.io.IOException;
import java.util.List;

/**
 * A blob of 512 MiB, one download after the other. Each has a connection of its own: one that is kept stays on the cores where
 * the kernel put its two ends, together or apart, and twice the processor time lies between these.
 */
final class Downloads implements Measurement {
    @Override
    public String name() {
        return "download";
    }

    @Override
    public List<Figure> measure(Run run) throws IOException, InterruptedException {
        String repository = Berth.USER + "/download";
        String scope = Contender.pulling(repository);
        Scale scale = run.scale();
        Blob blob = new BlobSource(run.workspace().path("download"), scale.download()).next();
        String path = "/v2/" + repository + "/blobs/" + blob.digest();
        for (Contender registry : run.registries()) {
            try (Connection connection =
                    new Connection(registry.address(), registry.authorization(Contender.pushing(repository)))) {
                blob.push(connection, repository);
            }
            registry.fetch(path, scope, run.nginx().file(path));
        }
        Samples<Download> samples = run.interleave(run.all(), contender -> {
            double before = contender.daemon().cpuSeconds();
            long start = System.nanoTime();
            for (int i = 0; i < scale.downloads(); i++) {
                try (Connection connection = new Connection(contender.address(), contender.authorization(scope))) {
                    connection.get(path).expect(200);
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = contender.daemon().cpuSeconds() - before;
            return new Download(seconds, cpuSeconds, scale.downloads() * scale.download() / 1e9);
        });
        String title = "Download of %d MiB".formatted(scale.download() / Scale.MIB);
        return List.of(
                samples.figure(title, "s", sample -> sample.seconds() / scale.downloads()),
                samples.figure(title, "GB/s", sample -> sample.gigabytes() / sample.seconds()),
                samples.figure("CPU of a downloaded GB", "s", sample -> sample.cpuSeconds() / sample.gigabytes())
                        .wanting(Bar.atMost(1.1, "nginx")));
    }

    private record Download(double seconds, double cpuSeconds, double gigabytes) {}
}
