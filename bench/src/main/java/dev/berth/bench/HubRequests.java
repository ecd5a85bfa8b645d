package dev.berth.bench;

import static dev.berth.bench.HubCallers.ADMINISTRATORS;
import static dev.berth.bench.HubCallers.EVERYBODY;
import static dev.berth.bench.HubCallers.SIGNED_IN;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The pages of the hub that are asked for, each kind with as many different ones as there are. */
final class HubRequests {
    static final String EXPLORE = "explore";
    static final String SEARCH = "search";
    static final String TAGS = "tags";
    static final String PAGES = "pages";
    static final String EVENTS = "events";

    private static final String SEARCH_FOR = "/api/v1/search?q=";
    private static final String REPOSITORIES = "/api/v1/repositories";
    private static final List<String> CATEGORIES =
            List.of("databases", "games", "languages", "machine_learning", "messaging", "security", "web_servers");
    private static final List<String> RARE = List.of("arm", "ppc64le", "s390x", "riscv64", "386");

    private final HubPlan plan;
    private final HubPlaces places;
    private final Random random = new Random(3);
    private final List<HubPlan.Repository> some;

    HubRequests(HubPlan plan, HubPlaces places) {
        this.plan = plan;
        this.places = places;
        this.some = IntStream.generate(() -> random.nextInt(plan.repositories()))
                .mapToObj(plan::repository)
                .filter(repository -> repository.isPublic() && repository.tags() > 0)
                .limit(200)
                .toList();
    }

    List<HubRequest> all() {
        return Stream.of(explore(), search(), lists(), tags(), events())
                .flatMap(List::stream)
                .toList();
    }

    private List<HubRequest> explore() {
        String all = "/api/v1/search";
        return List.of(
                of(EXPLORE, "Explore", () -> all),
                of(EXPLORE, "a page far behind", () -> all + "?after=" + any(places.popular())),
                of(EXPLORE, "by push", () -> all + "?sort=pushed"),
                of(EXPLORE, "by push, far behind", () -> all + "?sort=pushed&after=" + any(places.pushed())),
                of(EXPLORE, "by name, far behind", () -> all + "?sort=name&after=" + any(places.names())),
                of(EXPLORE, "of a category", () -> all + "?category=" + any(CATEGORIES)),
                of(EXPLORE, "of a category, by push", () -> all + "?sort=pushed&category=" + any(CATEGORIES)),
                of(EXPLORE, "of a category, by name", () -> all + "?sort=name&category=" + any(CATEGORIES)),
                of(EXPLORE, "for `arm64`", () -> all + "?architecture=arm64"),
                of(EXPLORE, "for a rare architecture", () -> all + "?architecture=" + any(RARE)),
                of(EXPLORE, "for a rare one, by push", () -> all + "?sort=pushed&architecture=" + any(RARE)),
                of(EXPLORE, "for an architecture that nobody has", () -> all + "?architecture=vax"),
                of(EXPLORE, "for `windows`, of a category", () -> all + "?os=windows&category=" + any(CATEGORIES)),
                of(EXPLORE, "official", () -> all + "?official=true"),
                of(EXPLORE, "official, by name", () -> all + "?official=true&sort=name"));
    }

    private List<HubRequest> search() {
        return List.of(
                search("A frequent word", this::subject),
                search("its beginning", () -> beginning(subject(), 4)),
                search("one letter", () -> beginning(subject(), 1)),
                search("a frequent word of descriptions", () -> HubWords.prose(random)),
                search("a rare word", this::rare),
                search("a word that nobody has", () -> beginning(subject(), 3) + "zz" + random.nextInt(1000)),
                search("what is inside of words", () -> subject().substring(1)),
                search("two words", () -> subject() + " " + HubWords.part(random)),
                search(
                        "two frequent words of descriptions",
                        () -> HubWords.prose(random) + " " + HubWords.prose(random)),
                search("a frequent word and a rare one", () -> subject() + " " + rare()),
                search("two rare words", () -> rare() + " " + rare()),
                search("the whole name of one", () -> any(some).name()),
                search("the end of such a name", () -> name(any(some))),
                search("`name:tag`", () -> subject() + ":" + HubPlan.tag(random.nextInt(20))),
                search("`name:tag` that few have", () -> subject() + ":" + (5 + random.nextInt(20))),
                of(SEARCH, "a frequent word, by push", () -> SEARCH_FOR + subject() + "&sort=pushed"),
                of(
                        SEARCH,
                        "a frequent word, of a category",
                        () -> SEARCH_FOR + subject() + "&category=" + any(CATEGORIES)),
                search("the digest of an image", () -> digest(any(places.images()))),
                search("the beginning of one", () -> beginning(digest(any(places.images())), 19)),
                search("the first four digits of one", () -> beginning(digest(any(places.images())), 11)),
                search(
                        "the digest of a layer that many have",
                        () -> Blob.of("base " + random.nextInt(1000)).digest()),
                of(SEARCH, "`docker search` for a frequent word", () -> "/v1/search?n=25&q=" + subject()),
                of(SEARCH, "`docker search` for a rare word", () -> "/v1/search?n=25&q=" + rare()));
    }

    private List<HubRequest> lists() {
        return List.of(
                of(PAGES, "A repository", () -> REPOSITORIES + "/" + any(some).name()),
                of(PAGES, "a repository with very many tags", () -> REPOSITORIES + "/" + huge().name()),
                of(PAGES, "an image", () -> any(places.images())),
                of(PAGES, "repositories by name", () -> REPOSITORIES + "?after=" + any(places.names())),
                of(PAGES, "those of a namespace", () -> of(any(some).namespace())),
                of(PAGES, "those of a large one", () -> of(HubPlan.LARGE)),
                of(PAGES, "those of a large one with a word", () -> of(HubPlan.LARGE) + "&q=" + subject()),
                of(
                        PAGES,
                        "those of a large one with no such word",
                        () -> of(HubPlan.LARGE) + "&q=zz" + random.nextInt(99)),
                new HubRequest(PAGES, "one's own", SIGNED_IN, () -> of(Berth.USER)),
                new HubRequest(PAGES, "one's stars", SIGNED_IN, () -> "/api/v1/user/starred"));
    }

    private List<HubRequest> tags() {
        return List.of(
                of(TAGS, "Tags", () -> tags(any(some), "")),
                of(TAGS, "a hundred of them", () -> tags(any(some), "?n=100")),
                of(TAGS, "tags out of very many", () -> tags(huge(), "")),
                of(TAGS, "a page far behind", () -> tags(huge(), "?after=" + tag())),
                of(TAGS, "by name, far behind", () -> tags(huge(), "?sort=name&after=" + tag())),
                of(TAGS, "by push", () -> tags(huge(), "?sort=pushed")),
                of(
                        TAGS,
                        "by push, far behind",
                        () -> tags(plan.repository(0), "?sort=pushed&after=" + any(places.pushedTags()))),
                of(TAGS, "with what many have in them", () -> tags(huge(), "?q=alpine")),
                of(TAGS, "with what few have", () -> tags(huge(), "?q=" + tag())),
                of(TAGS, "with what few have, by push", () -> tags(huge(), "?sort=pushed&q=" + tag())),
                of(TAGS, "with what none has", () -> tags(huge(), "?q=zz" + random.nextInt(100))),
                of(TAGS, "one tag", () -> tags(huge(), "/" + tag())),
                of(TAGS, "history of a tag", () -> tags(huge(), "/" + tag() + "/history")));
    }

    private List<HubRequest> events() {
        return List.of(
                of(EVENTS, "Activity of a repository", () -> activity(any(some))),
                of(EVENTS, "of one with very many tags", () -> activity(huge())),
                new HubRequest(EVENTS, "audit of an organisation", SIGNED_IN, () -> audit("")),
                new HubRequest(EVENTS, "by somebody who did nothing", SIGNED_IN, () -> audit("?actor=nobody")),
                new HubRequest(EVENTS, "audit of everything", ADMINISTRATORS, () -> "/api/v1/admin/audit?kind=tag"));
    }

    private static HubRequest of(String group, String title, Supplier<String> path) {
        return new HubRequest(group, title, EVERYBODY, path);
    }

    private static HubRequest search(String title, Supplier<String> words) {
        return of(SEARCH, title, () -> SEARCH_FOR + HubPlaces.encode(words.get()));
    }

    private static String of(String namespace) {
        return REPOSITORIES + "?namespace=" + namespace;
    }

    private static String tags(HubPlan.Repository repository, String which) {
        return REPOSITORIES + "/" + repository.name() + "/-/tags" + which;
    }

    private static String activity(HubPlan.Repository repository) {
        return REPOSITORIES + "/" + repository.name() + "/-/activity";
    }

    private static String audit(String which) {
        return "/api/v1/orgs/" + HubPlan.SMALL + "/audit" + which;
    }

    private static String digest(String image) {
        return image.substring(image.lastIndexOf('/') + 1);
    }

    private static String name(HubPlan.Repository repository) {
        return repository.name().substring(repository.namespace().length() + 1);
    }

    private static String beginning(String word, int length) {
        return word.substring(0, Math.min(length, word.length()));
    }

    private String subject() {
        return HubWords.subject(random);
    }

    private String rare() {
        return HubWords.madeUp(random.nextInt(HubWords.MADE_UP));
    }

    private HubPlan.Repository huge() {
        return plan.repository(random.nextInt(HubPlan.HUGE));
    }

    /** A tag that all have which have very many. */
    private String tag() {
        return HubPlan.tag(1 + random.nextInt(plan.tags() / 100 - 1));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
