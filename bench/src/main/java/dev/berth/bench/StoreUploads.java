package dev.berth.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Blobs of 128 MiB, four at a time, through a node to the S3 endpoint, beside the SDK that the node uses. */
final class StoreUploads implements NodesMeasurement {
    private static final String SDK = "AWS SDK";
    private static final String INSTALLATION = "uploads";
    private static final String RAW_BUCKET = "raw";
    private static final String REPOSITORY = Berth.USER + "/upload";
    private static final int AT_A_TIME = 4;

    @Override
    public String name() {
        return "s3";
    }

    /**
     * A turn.
     *
     * @param programCpu of what sends to the endpoint: the node or the SDK's program
     */
    private record Upload(double gigabytes, double seconds, double programCpu, double storeCpu) {}

    @Override
    public List<Section> measure(NodesRun run) throws IOException, InterruptedException {
        NodesScale scale = run.scale();
        run.store().create(RAW_BUCKET);
        BlobSource source = new BlobSource(run.workspace().path("uploaded"), scale.largeBlob());
        Samples<Upload> samples;
        try (Cluster cluster = run.cluster(INSTALLATION, List.of(Map.of()));
                RawSdk sdk = RawSdk.start(run, RAW_BUCKET, scale.largeBlobs(), AT_A_TIME, scale.largeBlob())) {
            samples = run.rounds()
                    .interleave(
                            List.of(Berth.TITLE, SDK),
                            Function.identity(),
                            title -> title.equals(Berth.TITLE)
                                    ? throughBerth(run, cluster, source)
                                    : throughSdk(run, sdk));
        }
        String title = "Upload of blobs of %d MiB, %d at a time".formatted(scale.largeBlob() / Scale.MIB, AT_A_TIME);
        return List.of(new Section(
                title,
                List.of(
                        samples.figure(title, "GB/s", it -> it.gigabytes() / it.seconds())
                                .wanting(Bar.atLeast(0.8, SDK)),
                        samples.figure("CPU of a GB: what sends it", "s", it -> it.programCpu() / it.gigabytes()),
                        samples.figure("CPU of a GB: S3 endpoint", "s", it -> it.storeCpu() / it.gigabytes())),
                List.of()));
    }

    private static Upload throughBerth(NodesRun run, Cluster cluster, BlobSource source)
            throws IOException, InterruptedException {
        Berth node = cluster.nodes().getFirst();
        int count = run.scale().largeBlobs();
        List<Blob> blobs = Stream.generate(source::next).limit(count).toList();
        Upload upload;
        try (Crew crew = new Crew(node.address(), node.authorization(Contender.pushing(REPOSITORY)), AT_A_TIME)) {
            Usage before = Usage.readings(run, cluster);
            crew.work(0, count, (connection, number) -> blobs.get(number).push(connection, REPOSITORY));
            Usage usage = Usage.readings(run, cluster).since(before);
            upload = new Upload(gigabytes(run), usage.seconds(), usage.nodes(), usage.store());
        }
        run.store().empty(NodesRun.bucket(INSTALLATION));
        return upload;
    }

    private static Upload throughSdk(NodesRun run, RawSdk sdk) throws IOException, InterruptedException {
        double program = sdk.cpuSeconds();
        double store = run.store().daemon().cpuSeconds();
        double seconds = sdk.upload();
        Upload upload = new Upload(
                gigabytes(run),
                seconds,
                sdk.cpuSeconds() - program,
                run.store().daemon().cpuSeconds() - store);
        run.store().empty(RAW_BUCKET);
        return upload;
    }

    private static double gigabytes(NodesRun run) {
        return run.scale().largeBlobs() * run.scale().largeBlob() / 1e9;
    }
}
