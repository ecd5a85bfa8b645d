package dev.berth.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the nodes of one run have in common: the database's server and the store. */
record NodesRun(Workspace workspace, Options options, NodesScale scale, Postgres postgres, ObjectStore store) {

    static NodesRun start(Workspace workspace, Options options) throws IOException, InterruptedException {
        return new NodesRun(
                workspace,
                options,
                options.quick() ? NodesScale.quick() : NodesScale.full(),
                Postgres.start(workspace),
                ObjectStore.start(workspace));
    }

    Rounds rounds() {
        return new Rounds(1, options.rounds());
    }

    /** The bucket of an installation. */
    static String bucket(String installation) {
        return "berth-" + installation;
    }

    /**
     * Starts the nodes of a new installation, which has a database and a bucket of its own.
     *
     * @param settings of each node, besides where database and bucket are
     */
    Cluster cluster(String installation, List<Map<String, String>> settings) throws IOException, InterruptedException {
        postgres.create(installation);
        store.create(bucket(installation));
        List<Berth> nodes = new ArrayList<>();
        try {
            for (Map<String, String> own : settings) {
                String folder = installation + "-node" + (nodes.size() + 1);
                Map<String, String> all = new HashMap<>(shared(installation));
                all.putAll(own);
                nodes.add(
                        nodes.isEmpty()
                                ? Berth.start(workspace, options.launcher(), folder, all)
                                : nodes.getFirst().join(workspace, options.launcher(), folder, all));
            }
            return new Cluster(nodes);
        } catch (IOException | RuntimeException e) {
            new Cluster(nodes).close();
            throw e;
        }
    }

    private Map<String, String> shared(String installation) {
        return Map.of(
                "BERTH_DATABASE_URL",
                postgres.address(installation).toString(),
                "BERTH_DATABASE_USER",
                Postgres.USER,
                "BERTH_STORAGE_S3_ENDPOINT",
                store.address().toString(),
                "BERTH_STORAGE_S3_BUCKET",
                bucket(installation),
                "BERTH_STORAGE_S3_ACCESS_KEY",
                ObjectStore.ACCESS_KEY,
                "BERTH_STORAGE_S3_SECRET_KEY",
                ObjectStore.SECRET_KEY);
    }
}
