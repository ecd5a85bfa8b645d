package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A blob of 512 MiB in the S3 endpoint: pulled through a node, by redirect, and from the endpoint alone. */
final class StoreDownloads implements NodesMeasurement {
    private static final String REPOSITORY = Berth.USER + "/download";

    @Override
    public String name() {
        return "s3";
    }

    private enum Way {
        NODE("through a node"),
        REDIRECT("by redirect"),
        ENDPOINT("endpoint alone");

        private final String title;

        Way(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** A turn. */
    private record Download(double gigabytes, Usage usage) {}

    @Override
    public List<Section> measure(NodesRun run) throws IOException, InterruptedException {
        NodesScale scale = run.scale();
        Samples<Download> samples;
        Map<String, String> redirecting = Map.of("BERTH_STORAGE_REDIRECT", "true");
        try (Cluster cluster = run.cluster("downloads", List.of(Map.of(), redirecting))) {
            Blob blob = new BlobSource(run.workspace().path("downloaded"), scale.download()).next();
            Berth first = cluster.nodes().getFirst();
            try (Connection connection =
                    new Connection(first.address(), first.authorization(Contender.pushing(REPOSITORY)))) {
                blob.push(connection, REPOSITORY);
            }
            String path = "/v2/" + REPOSITORY + "/blobs/" + blob.digest();
            samples = run.rounds()
                    .interleave(Arrays.asList(Way.values()), Way::title, way -> download(run, cluster, way, path));
        }
        String title = "Download of %d MiB".formatted(scale.download() / Scale.MIB);
        return List.of(new Section(
                title,
                List.of(
                        samples.figure(title, "s", it -> it.usage().seconds() / scale.downloads()),
                        samples.figure(
                                title, "GB/s", it -> it.gigabytes() / it.usage().seconds()),
                        samples.figure(
                                "CPU of a GB: nodes", "s", it -> it.usage().nodes() / it.gigabytes()),
                        samples.figure(
                                "CPU of a GB: S3 endpoint",
                                "s",
                                it -> it.usage().store() / it.gigabytes())),
                List.of()));
    }

    private static Download download(NodesRun run, Cluster cluster, Way way, String path)
            throws IOException, InterruptedException {
        Berth node =
                way == Way.NODE ? cluster.nodes().getFirst() : cluster.nodes().getLast();
        int count = run.scale().downloads();
        try (Connection toNode = new Connection(node.address(), node.authorization(Contender.pulling(REPOSITORY)));
                Connection toStore = new Connection(run.store().address(), Optional.empty())) {
            String signed = way == Way.ENDPOINT ? signed(toNode, path) : "";
            Usage before = Usage.readings(run, cluster);
            for (int i = 0; i < count; i++) {
                Response response = switch (way) {
                    case NODE -> toNode.get(path);
                    case REDIRECT -> toStore.get(signed(toNode, path));
                    case ENDPOINT -> toStore.get(signed);
                };
                response.expect(200);
            }
            Usage usage = Usage.readings(run, cluster).since(before);
            return new Download(count * run.scale().download() / 1e9, usage);
        }
    }

    /** Path and query of the address at the endpoint that a node sends a client to. */
    private static String signed(Connection node, String path) throws IOException {
        Response redirect = node.get(path).expect(307);
        URI address = URI.create(redirect.header("Location")
                .orElseThrow(() -> new IllegalStateException(path + ": a redirect without a Location")));
        return address.getRawPath() + "?" + address.getRawQuery();
    }
}
