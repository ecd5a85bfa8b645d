package dev.berth.bench;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** Images of ten layers of 64 KiB, four at a time, five layers of each side by side. */
final class ImagePushes implements Measurement {
    private static final int IMAGES = 4;

    @Override
    public String name() {
        return "push";
    }

    @Override
    public List<Figure> measure(Run run) throws IOException, InterruptedException {
        BlobSource source = new BlobSource(run.workspace().path("layer"), 64 << 10);
        PushLoad load = new PushLoad(run.scale().turn(), source);
        Samples<Double> samples = run.interleave(
                run.registries(),
                contender -> load.push(Collections.nCopies(IMAGES, contender)).perSecond());
        return List.of(
                samples.figure("Push of images of 10 layers of 64 KiB, 4 at a time", "images/s", Double::doubleValue)
                        .wanting(Bar.atLeast(10, "docker-registry")));
    }
}
