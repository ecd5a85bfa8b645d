package dev.berth.bench;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fills Berth over the wire: an empty index needs no blobs, and one PUT makes many tags of it. */
record BerthSeed(Berth berth) {
    private static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
    private static final String INDEX = """
            {"schemaVersion":2,"mediaType":"%s","manifests":[]}""".formatted(INDEX_TYPE);
    private static final int TAGS_A_PUT = 50;
    private static final int CONNECTIONS = 16;

    void tags(String repository, int count) throws IOException, InterruptedException {
        String manifest = "/v2/" + repository + "/manifests/" + Blob.of(INDEX).digest() + "?";
        put(
                (count + TAGS_A_PUT - 1) / TAGS_A_PUT,
                0,
                number -> manifest
                        + IntStream.range(number * TAGS_A_PUT, Math.min((number + 1) * TAGS_A_PUT, count))
                                .mapToObj(tag -> "tag=" + Listing.tag(tag))
                                .collect(Collectors.joining("&")));
    }

    void repositories(int from, int to) throws IOException, InterruptedException {
        put(to, from, number -> "/v2/" + Listing.repository(number) + "/manifests/latest");
    }

    private void put(int to, int from, Target target) throws IOException, InterruptedException {
        try (Crew crew = new Crew(berth.address(), Optional.of(berth.basic()), CONNECTIONS)) {
            crew.work(
                    from,
                    to,
                    (connection, number) -> connection
                            .send("PUT", target.of(number), INDEX_TYPE, new Body.Text(INDEX))
                            .expect(201));
        }
    }

    private interface Target {
        String of(int number);
    }
}
