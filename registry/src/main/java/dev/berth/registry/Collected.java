package dev.berth.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * What a collection took.
 *
 * @param examined how many candidates it looked at
 * @param manifests how many manifests went
 * @param blobs how many times a repository lost its hold on a blob
 * @param bytes how many bytes of blobs went, those that no repository holds any more
 * @param names what went, a line each: repository and digest; the first thousand
 */
public record Collected(int examined, int manifests, int blobs, long bytes, List<String> names) {
    static final Collected NOTHING = new Collected(0, 0, 0, 0, List.of());
    private static final int MOST_NAMES = 1000;

    public Collected {
        names = List.copyOf(names);
    }

    Collected plus(Collected other) {
        List<String> all = new ArrayList<>(names);
        other.names.stream().limit(Math.max(0, MOST_NAMES - names.size())).forEach(all::add);
        return new Collected(
                examined + other.examined, manifests + other.manifests, blobs + other.blobs, bytes + other.bytes, all);
    }
}
