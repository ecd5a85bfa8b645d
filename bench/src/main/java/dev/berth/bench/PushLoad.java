package dev.berth.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Pushers that each push one new image after the other, five layers of it side by side, to a repository of their own. */
final class PushLoad {
    private static final int LAYERS = 5;

    private final Duration turn;
    private final BlobSource source;
    private final AtomicInteger tags = new AtomicInteger();

    PushLoad(Duration turn, BlobSource source) {
        this.turn = turn;
        this.source = source;
    }

    /** How many images were pushed in how much time. */
    record Pushed(int images, double seconds) {
        double perSecond() {
            return images / seconds;
        }
    }

    /**
     * Pushes for the time of a turn; images under way at its end are finished and count, and so does their time.
     *
     * @param targets to whom each pusher pushes
     */
    Pushed push(List<? extends Contender> targets) throws IOException, InterruptedException {
        List<Crew> crews = new ArrayList<>();
        try (ExecutorService pushers = Executors.newFixedThreadPool(targets.size())) {
            for (int i = 0; i < targets.size(); i++) {
                Contender target = targets.get(i);
                crews.add(new Crew(target.address(), target.authorization(Contender.pushing(repository(i))), LAYERS));
            }
            long start = System.nanoTime();
            long end = start + turn.toNanos();
            List<Callable<Integer>> shifts = new ArrayList<>();
            for (int i = 0; i < targets.size(); i++) {
                Crew crew = crews.get(i);
                String repository = repository(i);
                shifts.add(() -> pushUntil(end, crew, repository));
            }
            int images = 0;
            for (Future<Integer> shift : pushers.invokeAll(shifts)) {
                images += shift.get();
            }
            return new Pushed(images, (System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            for (Crew crew : crews) {
                crew.close();
            }
        }
    }

    private int pushUntil(long end, Crew crew, String repository) throws IOException, InterruptedException {
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
