package dev.berth.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resident memory after all that was measured before, and after the same bytes in small and in large blobs. */
final class Memory implements Measurement {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Figure> measure(Run run) throws IOException, InterruptedException {
        Figure resident = afterRun(run, "Resident after the whole run", "VmRSS").wanting(Bar.atMost(200));
        Figure peak = afterRun(run, "Peak of the whole run", "VmHWM");
        long largeBlob = run.scale().memoryBlob();
        double small = afterUploads(run, Scale.MIB);
        double large = afterUploads(run, largeBlob);
        String largeTitle =
                "Peak of a new server after as many bytes in blobs of %d MiB".formatted(largeBlob / Scale.MIB);
        return List.of(
                resident,
                peak,
                berth("Peak of a new server after blobs of 1 MiB", "MB", small),
                berth(largeTitle, "MB", large),
                berth("Peak after large blobs ÷ after small ones", "", large / small)
                        .wanting(Bar.atMost(1.1)));
    }

    private static Figure afterRun(Run run, String title, String field) {
        Map<String, List<Double>> readings = new LinkedHashMap<>();
        for (Contender contender : run.registries()) {
            readings.put(contender.title(), List.of(megabytes(contender, field)));
        }
        return Figure.of(title, "MB", readings);
    }

    /** The peak of a new Berth that took so many bytes, two blobs at a time. */
    private static double afterUploads(Run run, long size) throws IOException, InterruptedException {
        String repository = Berth.USER + "/memory";
        BlobSource source = new BlobSource(run.workspace().path("memory-" + size), size);
        Berth berth = Berth.start(run.workspace(), run.options().launcher(), "berth-memory-" + size);
        try (Daemon _ = berth.daemon();
                Crew crew = new Crew(berth.address(), berth.authorization(Contender.pushing(repository)), 2)) {
            crew.work(
                    0,
                    (int) (run.scale().memoryUpload() / size),
                    (connection, number) -> source.next().push(connection, repository));
            return megabytes(berth, "VmHWM");
        }
    }

    private static double megabytes(Contender contender, String field) {
        return contender.daemon().memory(field) / 1e6;
    }

    private static Figure berth(String title, String unit, double value) {
        return Figure.of(title, unit, Map.of("Berth", List.of(value)));
    }
}
