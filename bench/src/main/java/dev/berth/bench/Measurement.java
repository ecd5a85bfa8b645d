package dev.berth.bench;

import java.io.IOException;
import java.util.List;

/** Measures one thing that the servers do. */
interface Measurement {
    /** Its name on the command line. */
    String name();

    List<Figure> measure(Run run) throws IOException, InterruptedException;
}
