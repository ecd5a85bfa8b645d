package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Blobs of 128 MiB, four at a time; beside them as many files of that size, to see what the disk takes. */
final class LargeUploads implements Measurement {
    private static final int AT_A_TIME = 4;
    private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public List<Figure> measure(Run run) throws IOException, InterruptedException {
        String repository = Berth.USER + "/upload";
        Scale scale = run.scale();
        BlobSource source = new BlobSource(run.workspace().path("large-layer"), scale.largeBlob());
        double gigabytes = scale.largeBlobs() * scale.largeBlob() / 1e9;
        PlainFiles disk = new PlainFiles(run.workspace().path("plain-files"), AT_A_TIME);
        Samples<Upload> samples = run.rounds()
                .interleave(
                        List.of(run.berth().title(), run.registry().title(), Figure.DISK), title -> title, title -> {
                            dropCaches();
                            if (title.equals(Figure.DISK)) {
                                return new Upload(disk.write(scale.largeBlobs(), scale.largeBlob()), 0);
                            }
                            Contender contender = title.equals(Berth.TITLE) ? run.berth() : run.registry();
                            List<Blob> blobs = Stream.generate(source::next)
                                    .limit(scale.largeBlobs())
                                    .toList();
                            return upload(contender, repository, blobs);
                        });
        String title = "Upload of blobs of %d MiB, %d at a time".formatted(scale.largeBlob() / Scale.MIB, AT_A_TIME);
        return List.of(
                samples.figure(title, "GB/s", sample -> gigabytes / sample.seconds())
                        .wanting(Bar.atLeast(2.5, "docker-registry")),
                samples.figure("CPU of an uploaded GB", "s", sample -> sample.cpuSeconds() / gigabytes)
                        .without(Figure.DISK));
    }

    /**
     * Has the system forget what files it has in memory. As it fills, plain files are four times slower on some virtual machines,
     * and docker-registry two times, though there is room for all.
     */
    private static void dropCaches() throws IOException {
        if (Files.isWritable(DROP_CACHES)) {
            Files.writeString(DROP_CACHES, "1");
        }
    }

    private static Upload upload(Contender contender, String repository, List<Blob> blobs)
            throws IOException, InterruptedException {
        try (Crew crew =
                new Crew(contender.address(), contender.authorization(Contender.pushing(repository)), AT_A_TIME)) {
            double before = contender.daemon().cpuSeconds();
            long start = System.nanoTime();
            crew.work(0, blobs.size(), (connection, number) -> blobs.get(number).push(connection, repository));
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Upload(seconds, contender.daemon().cpuSeconds() - before);
        }
    }

    private record Upload(double seconds, double cpuSeconds) {}
}
