package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page of a hundred from the middle of a long list, and of one a tenth as long. */
final class Pages implements Measurement {
    private final Listing listing;

    Pages(Listing listing) {
        this.listing = listing;
    }

    @Override
    public String name() {
        return listing.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Figure> measure(Run run) throws IOException, InterruptedException {
        int size = listing == Listing.TAGS ? run.scale().tags() : run.scale().repositories();
        Figure tenth = measure(run, 0, size / 10);
        Figure whole = measure(run, size / 10, size).wanting(Bar.atLeast(100, "docker-registry"));
        return List.of(tenth, whole, growth(tenth, whole));
    }

    private Figure measure(Run run, int from, int size) throws IOException, InterruptedException {
        BerthSeed berth = new BerthSeed(run.berth());
        DockerRegistrySeed registry = new DockerRegistrySeed(run.registry());
        switch (listing) {
            case TAGS -> {
                berth.tags(Listing.tagged(size), size);
                registry.tags(Listing.tagged(size), size);
            }
            case CATALOGUE -> {
                berth.repositories(from, size);
                registry.repositories(from, size);
            }
        }
        for (Contender contender : run.registries()) {
            check(run, contender, size);
        }
        String title = "A page of 100 out of %,d %s".formatted(size, listing.entries());
        Samples<Reads> samples = Reads.race(run, run.registries(), listing.page(size), listing.scope(size), 8);
        return samples.figure(title, "pages/s", Reads::perSecond);
    }

    /** A page that is not in the middle of the list would be measured for nothing. */
    private void check(Run run, Contender contender, int size) throws IOException, InterruptedException {
        Path page = run.workspace().path("page");
        contender.fetch(listing.page(size), listing.scope(size), page);
        if (!Files.readString(page).contains("\"" + listing.last(size) + "\"")) {
            throw new IllegalStateException(contender.title() + ": " + listing.page(size) + " is not the page");
        }
    }

    /** How the rate holds when the list is ten times as long. */
    private Figure growth(Figure tenth, Figure whole) {
        Map<String, List<Double>> quotients = new LinkedHashMap<>();
        whole.rounds().forEach((contender, rates) -> {
            List<Double> before = tenth.rounds().getOrDefault(contender, List.of());
            List<Double> rounds = new ArrayList<>();
            for (int i = 0; i < rates.size(); i++) {
                rounds.add(rates.get(i) / before.get(i));
            }
            quotients.put(contender, rounds);
        });
        String title = "Pages/s of the list of %s ÷ of a tenth of it (1: flat)".formatted(listing.entries());
        return Figure.of(title, "", quotients).wanting(Bar.atLeast(0.8));
    }
}
