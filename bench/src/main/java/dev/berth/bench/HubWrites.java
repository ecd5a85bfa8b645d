package dev.berth.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What changes the hub while it is large: pushes, and what is told of a repository. */
final class HubWrites implements AutoCloseable {
    static final String WRITES = "writes";

    private static final int LAYERS = 1;
    private static final int LAYER = 4 << 10;
    private static final AtomicInteger SOURCES = new AtomicInteger();

    private final Crew crew;
    private final BlobSource source;
    private final AtomicInteger written = new AtomicInteger();

    HubWrites(HubInstallation.Node node) throws IOException {
        this.crew = new Crew(node.berth().address(), Optional.of(node.berth().basic()), 1);
        this.source = new BlobSource(node.workspace().path("written-layer" + SOURCES.incrementAndGet()), LAYER);
    }

    /** Each kind of change, by what it is. */
    Map<String, Latency.Operation> all() {
        Map<String, Latency.Operation> all = new LinkedHashMap<>();
        all.put("Push of an image of one layer of 4 KiB", this::push);
        all.put("PUT of its manifest", this::pushManifest);
        all.put("change of a description", this::describe);
        return all;
    }

    private long push() throws IOException, InterruptedException {
        Image image = Image.of(source, LAYERS);
        long start = System.nanoTime();
        image.push(crew, HubInstallation.PUSHED, tag());
        return System.nanoTime() - start;
    }

    private long pushManifest() throws IOException {
        Image image = Image.of(source, LAYERS);
        image.layers().getFirst().push(crew.first(), HubInstallation.PUSHED);
        image.config().push(crew.first(), HubInstallation.PUSHED);
        long start = System.nanoTime();
        image.pushManifest(crew.first(), HubInstallation.PUSHED, tag());
        return System.nanoTime() - start;
    }

    private long describe() throws IOException {
        String description =
                HubWords.madeUp(written.incrementAndGet()) + " for the monitoring of clusters, in the cloud";
        long start = System.nanoTime();
        crew.first()
                .send(
                        "PATCH",
                        "/api/v1/repositories/" + HubInstallation.PUSHED,
                        "application/json",
                        new Body.Text("{\"description\":\"" + description + "\"}"))
                .expect(200);
        return System.nanoTime() - start;
    }

    private String tag() {
        return "p" + written.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        crew.close();
    }
}
