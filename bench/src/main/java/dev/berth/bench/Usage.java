package dev.berth.bench;

import java.io.IOException;

/**
 * Where the processor's time went while something ran, in seconds.
 *
 * @param seconds how long it ran
 * @param nodes user and system time of all nodes
 * @param database that of PostgreSQL
 * @param store that of the S3 endpoint
 * @param load that of the bench itself and of the programs that it runs to make requests
 * @param idle how long cores had nothing to do, added up
 */
record Usage(double seconds, double nodes, double database, double store, double load, double idle) {
    /** The cores that the bench may use; {@code bench/run} makes them the first ones. */
    static final int CORES = Runtime.getRuntime().availableProcessors();

    /** The readings up to now, of which only differences mean something. */
    static Usage readings(NodesRun run, Cluster cluster) throws IOException {
        return new Usage(
                System.nanoTime() / 1e9,
                cluster.cpuSeconds(),
                run.postgres().daemon().cpuSeconds(),
                run.store().daemon().cpuSeconds(),
                ProcessFiles.cpuSeconds(ProcessHandle.current().pid()),
                ProcessFiles.idleSeconds(CORES));
    }

    Usage since(Usage before) {
        return new Usage(
                seconds - before.seconds,
                nodes - before.nodes,
                database - before.database,
                store - before.store,
                load - before.load,
                idle - before.idle);
    }

    /** What was left for whatever else ran on the machine. */
    double others() {
        return Math.max(0, CORES * seconds - idle - nodes - database - store - load);
    }
}
