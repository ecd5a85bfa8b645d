package dev.berth.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Images of ten layers of 64 KiB, four at a time, five layers of each side by side. */
final class ImagePushes implements Measurement {
    private static final int IMAGES = 4;
    private static final int LAYERS = 5;

    private final AtomicInteger tags = new AtomicInteger();

    @Override
    public String name() {
        return "push";
    }

    @Override
    public List<Figure> measure(Run run) throws IOException, InterruptedException {
        BlobSource source = new BlobSource(run.workspace().path("layer"), 64 << 10);
        Samples<Double> samples =
                run.interleave(run.registries(), contender -> imagesPerSecond(run, contender, source));
        return List.of(
                samples.figure("Push of images of 10 layers of 64 KiB, 4 at a time", "images/s", Double::doubleValue)
                        .wanting(Bar.atLeast(10, "docker-registry")));
    }

    /** Pushes for the time of a turn; images under way at its end are finished and count, and so does their time. */
    private double imagesPerSecond(Run run, Contender contender, BlobSource source)
            throws IOException, InterruptedException {
        List<Crew> crews = new ArrayList<>();
        try (ExecutorService pushers = Executors.newFixedThreadPool(IMAGES)) {
            for (int i = 0; i < IMAGES; i++) {
                crews.add(new Crew(
                        contender.address(), contender.authorization(Contender.pushing(repository(i))), LAYERS));
            }
            long start = System.nanoTime();
            long end = start + run.scale().turn().toNanos();
            List<Callable<Integer>> shifts = new ArrayList<>();
            for (int i = 0; i < IMAGES; i++) {
                Crew crew = crews.get(i);
                String repository = repository(i);
                shifts.add(() -> pushUntil(end, crew, repository, source));
            }
            int images = 0;
            for (Future<Integer> shift : pushers.invokeAll(shifts)) {
                images += shift.get();
            }
            return images * 1e9 / (System.nanoTime() - start);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            for (Crew crew : crews) {
                crew.close();
            }
        }
    }

    private int pushUntil(long end, Crew crew, String repository, BlobSource source)
            throws IOException, InterruptedException {
        int images = 0;
        while (System.nanoTime() < end) {
            Image.of(source).push(crew, repository, "v" + tags.incrementAndGet());
            images++;
        }
        return images;
    }

    private static String repository(int number) {
        return Berth.USER + "/image-" + number;
    }
}
