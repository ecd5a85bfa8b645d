package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where pages far behind in lists begin, and digests of images: what only the server can tell, asked for before the clock starts.
 *
 * @param popular places in the list of all repositories by how much they are liked
 * @param pushed places in the list of all by the time of the last push
 * @param names places in the list of all by name
 * @param pushedTags places in the list of the tags of the largest repository by the time of their push
 * @param images paths of manifests with the repositories that have them
 */
record HubPlaces(
        List<String> popular, List<String> pushed, List<String> names, List<String> pushedTags, List<String> images) {
    /** How many pages of a hundred are gone through. */
    private static final int PAGES = 100;

    private static final int REPOSITORIES = 40;
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final Pattern DIGEST = Pattern.compile("\"digest\":\"(sha256:[0-9a-f]{64})\",\"media_type\"");

    static HubPlaces find(URI address, HubPlan plan) throws IOException, InterruptedException {
        return new HubPlaces(
                walk(address, "/api/v1/search?n=100"),
                walk(address, "/api/v1/search?n=100&sort=pushed"),
                walk(address, "/api/v1/search?n=100&sort=name"),
                walk(address, "/api/v1/repositories/" + plan.repository(0).name() + "/-/tags?n=100&sort=pushed"),
                images(address, plan));
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static List<String> walk(URI address, String path) throws IOException, InterruptedException {
        List<String> places = new ArrayList<>();
        List<String> next = all(NEXT, get(address, path));
        while (!next.isEmpty() && places.size() < PAGES) {
            places.add(encode(next.getFirst()));
            next = all(NEXT, get(address, path + "&after=" + places.getLast()));
        }
        return places;
    }

    private static List<String> images(URI address, HubPlan plan) throws IOException, InterruptedException {
        Random random = new Random(2);
        List<HubPlan.Repository> some = IntStream.range(0, REPOSITORIES)
                .map(number -> number < REPOSITORIES / 2 ? number : random.nextInt(plan.repositories()))
                .mapToObj(plan::repository)
                .filter(HubPlan.Repository::isPublic)
                .toList();
        List<String> images = new ArrayList<>();
        for (HubPlan.Repository repository : some) {
            String path = "/api/v1/repositories/" + repository.name();
            all(DIGEST, get(address, path + "/-/tags?n=100"))
                    .forEach(digest -> images.add(path + "/-/manifests/" + digest));
        }
        return images;
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String get(URI address, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = Contender.CLIENT.send(
                HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("GET " + path + " answers " + response.statusCode());
        }
        return response.body();
    }
}
