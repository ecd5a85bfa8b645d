package dev.berth.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Blobs of 128 MiB, four at a time. */
final class LargeUploads implements Measurement {
    @Override
    public String name() {
        return "upload";
    }

    @Override
    public List<Figure> measure(Run run) throws IOException, InterruptedException {
        String repository = Berth.USER + "/upload";
        Scale scale = run.scale();
        BlobSource source = new BlobSource(run.workspace().path("large-layer"), scale.largeBlob());
        Samples<Double> samples = run.interleave(run.registries(), contender -> {
            List<Blob> blobs =
                    Stream.generate(source::next).limit(scale.largeBlobs()).toList();
            try (Crew crew = new Crew(contender.address(), contender.authorization(Contender.pushing(repository)), 4)) {
                long start = System.nanoTime();
                crew.work(
                        0,
                        blobs.size(),
                        (connection, number) -> blobs.get(number).push(connection, repository));
                return scale.largeBlobs() * scale.largeBlob() / (double) (System.nanoTime() - start);
            }
        });
        String title = "Upload of blobs of %d MiB, 4 at a time".formatted(scale.largeBlob() / Scale.MIB);
        return List.of(samples.figure(title, "GB/s", Double::doubleValue).wanting(Bar.atLeast(2.5, "docker-registry")));
    }
}
