package dev.berth.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Pulls of a manifest and pushes of small images, shared out among one, two and three nodes. */
final class NodeCounts implements NodesMeasurement {
    private static final int NODES = 3;

    /** They can be shared out among any of these numbers of nodes. */
    private static final int CONNECTIONS = 60;

    private static final int IMAGES = 6;

    @Override
    public String name() {
        return "nodes";
    }

    @Override
    public List<Section> measure(NodesRun run) throws IOException, InterruptedException {
        try (Cluster cluster = run.cluster("nodes", Collections.nCopies(NODES, Map.of()))) {
            return List.of(pulls(run, cluster), pushes(run, cluster));
        }
    }

    /** A turn of a number of nodes. */
    private record Turn(long requests, double perSecond, Usage usage) {
        double perThousand(ToDoubleFunction<Usage> time) {
            return time.applyAsDouble(usage) * 1000 / requests;
        }
    }

    private static Section pulls(NodesRun run, Cluster cluster) throws IOException, InterruptedException {
        String repository = Berth.USER + "/manifest";
        String path = "/v2/" + repository + "/manifests/latest";
        Berth first = cluster.nodes().getFirst();
        Image image = Image.of(new BlobSource(run.workspace().path("nodes-pulled"), 1024));
        try (Crew crew = new Crew(first.address(), first.authorization(Contender.pushing(repository)), 1)) {
            image.push(crew, repository, "latest");
        }
        Samples<Turn> samples = run.rounds().interleave(shares(cluster), NodeCounts::title, nodes -> {
            Usage before = Usage.readings(run, cluster);
            List<Wrk> reports = get(run, nodes, path, Contender.pulling(repository));
            Usage usage = Usage.readings(run, cluster).since(before);
            return new Turn(
                    reports.stream().mapToLong(Wrk::requests).sum(),
                    reports.stream().mapToDouble(Wrk::perSecond).sum(),
                    usage);
        });
        return new Section(
                "Manifest GET by tag",
                List.of(
                        samples.figure("Manifest GET by tag, 60 connections in all", "requests/s", Turn::perSecond),
                        samples.figure("CPU of 1,000 requests: nodes", "s", it -> it.perThousand(Usage::nodes)),
                        samples.figure(
                                "CPU of 1,000 requests: PostgreSQL", "s", it -> it.perThousand(Usage::database))),
                limits(samples, "PostgreSQL and each other"));
    }

    private static Section pushes(NodesRun run, Cluster cluster) throws IOException, InterruptedException {
        BlobSource source = new BlobSource(run.workspace().path("nodes-pushed"), 64 << 10);
        PushLoad load = new PushLoad(run.scale().turn(), source);
        int requests = Image.of(source).requests();
        Samples<Turn> samples = run.rounds().interleave(shares(cluster), NodeCounts::title, nodes -> {
            List<Berth> targets = IntStream.range(0, IMAGES)
                    .mapToObj(pusher -> nodes.get(pusher % nodes.size()))
                    .toList();
            Usage before = Usage.readings(run, cluster);
            PushLoad.Pushed pushed = load.push(targets);
            Usage usage = Usage.readings(run, cluster).since(before);
            return new Turn((long) pushed.images() * requests, pushed.perSecond() * requests, usage);
        });
        return new Section(
                "Push of images of 10 layers of 64 KiB",
                List.of(
                        samples.figure("Push of images, 6 at a time", "images/s", it -> it.perSecond() / requests),
                        samples.figure("Its requests, %d an image".formatted(requests), "requests/s", Turn::perSecond),
                        samples.figure("CPU of 1,000 requests: nodes", "s", it -> it.perThousand(Usage::nodes)),
                        samples.figure("CPU of 1,000 requests: PostgreSQL", "s", it -> it.perThousand(Usage::database)),
                        samples.figure("CPU of 1,000 requests: S3 endpoint", "s", it -> it.perThousand(Usage::store))),
                limits(samples, "the disk that PostgreSQL's commits wait for, the S3 endpoint and each other"));
    }

    /** The nodes that have a turn together; the others stand by. */
    private static List<List<Berth>> shares(Cluster cluster) {
        return IntStream.rangeClosed(1, NODES)
                .mapToObj(count -> cluster.nodes().subList(0, count))
                .toList();
    }

    private static String title(List<Berth> nodes) {
        return nodes.size() == 1 ? "1 node" : nodes.size() + " nodes";
    }

    /** GETs of all nodes at the same time. */
    private static List<Wrk> get(NodesRun run, List<Berth> nodes, String path, String scope)
            throws IOException, InterruptedException {
        List<Callable<Wrk>> loads = new ArrayList<>();
        for (Berth node : nodes) {
            var authorization = node.authorization(scope);
            loads.add(() -> Wrk.get(
                    node.address().resolve(path),
                    authorization,
                    CONNECTIONS / nodes.size(),
                    run.scale().turn()));
        }
        List<Wrk> reports = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(nodes.size())) {
            for (Future<Wrk> load : threads.invokeAll(loads)) {
                reports.add(load.get());
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return reports;
    }

    private static List<String> limits(Samples<Turn> samples, String waits) {
        return samples.rounds().entrySet().stream()
                .map(turns -> {
                    List<Usage> usages =
                            turns.getValue().stream().map(Turn::usage).toList();
                    double perThousand = Figure.median(turns.getValue().stream()
                            .map(turn -> turn.perThousand(Usage::database))
                            .toList());
                    return new Limit(turns.getKey(), usages).sentences(waits, perThousand);
                })
                .toList();
    }
}
