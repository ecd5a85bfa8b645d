package dev.berth.bench;

import java.io.IOException;
import java.util.List;

/** Measures one thing that nodes do over PostgreSQL and S3. */
interface NodesMeasurement {
    /** Its name on the command line. */
    String name();

    List<Section> measure(NodesRun run) throws IOException, InterruptedException;
}
