package dev.berth.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Sees;
import dev.berth.accounts.api.Page;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories are found by those who may see them, the best first. */
class SearchTest {
    private static final Sees STRANGER = new Sees.PublicAnd(Set.of());
    private static final Sees ADA = new Sees.PublicAnd(Set.of("ada"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path files;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestHub hub;

    @BeforeEach
    void open() throws IOException {
        hub = new TestHub(folder, files);
    }

    @AfterEach
    void close() throws IOException {
        hub.close();
    }

    private void make(String name, boolean isPublic, String description) {
        assertThat(hub.hub().shelf().make(RepositoryName.parse(name), Optional.of(isPublic), description, false, "ada"))
                .isTrue();
    }

    private void like(String name, long stars) {
        hub.database().write(transaction -> {
            Listing listing = hub.hub()
                    .listings()
                    .find(transaction, RepositoryName.parse(name))
                    .orElseThrow();
            hub.hub().listings().change(transaction, listing, listing.liked(stars, 0));
            return true;
        });
    }

    private Page<Listing> page(Sees sees, Query query, Optional<String> after, int size) {
        return hub.hub().search().page(sees, query, after, size);
    }

    private List<String> find(Sees sees, String text) {
        return find(sees, Query.parse(text, Set.of(), Query.Sort.RELEVANCE));
    }

    /** All that is found, by pages of two. */
    private List<String> find(Sees sees, Query query) {
        return names(after -> page(sees, query, after, 2));
    }

    /** The names on all pages, one after the other. */
    private static List<String> names(Function<Optional<String>, Page<Listing>> pages) {
        List<String> names = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<Listing> page = pages.apply(after);
            page.items().forEach(it -> names.add(it.name().value()));
            after = page.next();
        } while (after.isPresent());
        return names;
    }

    @Test
    void page_ofAWord_goesFromTheNameToWhatOnlyHoldsIt() {
        make("library/nginx", true, "The web server");
        make("ada/nginx-proxy", true, "");
        make("bob/proxy", true, "in front of nginx");
        make("bob/mynginx", true, "");
        make("bob/other", true, "something else");
        like("ada/nginx-proxy", 3);
        like("bob/proxy", 1000);
        like("bob/mynginx", 100_000);

        assertThat(find(STRANGER, "nginx"))
                .containsExactly("library/nginx", "ada/nginx-proxy", "bob/proxy", "bob/mynginx");
        assertThat(find(STRANGER, "NGIN"))
                .containsExactly("ada/nginx-proxy", "library/nginx", "bob/proxy", "bob/mynginx");
        assertThat(find(STRANGER, "ginx-pro")).containsExactly("ada/nginx-proxy");
        assertThat(find(STRANGER, "nginx-pro")).containsExactly("ada/nginx-proxy");
        assertThat(find(STRANGER, "a/nginx-p")).containsExactly("ada/nginx-proxy");
        assertThat(find(STRANGER, "-proxy")).containsExactly("ada/nginx-proxy");
        assertThat(find(STRANGER, "nginx-x")).isEmpty();
        assertThat(find(STRANGER, "n")).containsExactlyInAnyOrder("library/nginx", "ada/nginx-proxy");
        assertThat(find(STRANGER, "nothing")).isEmpty();
    }

    @Test
    void page_ofSeveralWords_holdsEach() {
        make("ada/nginx", true, "small web server");
        make("ada/caddy", true, "web server");
        make("ada/redis", true, "small database");

        assertThat(find(STRANGER, "web server")).containsExactlyInAnyOrder("ada/nginx", "ada/caddy");
        assertThat(find(STRANGER, "server small")).containsExactly("ada/nginx");
        assertThat(find(STRANGER, "ada/ngi")).containsExactly("ada/nginx");
    }

    @Test
    void page_withPatternCharacters_takesThemAsTheyAre() {
        make("ada/a_b", true, "100% useful");
        make("ada/axb", true, "");

        assertThat(find(STRANGER, "a_b")).containsExactly("ada/a_b");
        assertThat(find(STRANGER, "%")).isEmpty();
        assertThat(find(STRANGER, "'; drop table listing; --")).isEmpty();
        assertThat(find(STRANGER, "\\")).isEmpty();
    }

    @Test
    void page_showsPrivateOnes_toThoseWhoSeeThem() {
        make("ada/secret", false, "hidden");
        make("bob/secret", false, "hidden");
        make("bob/secret-not", true, "");

        assertThat(find(STRANGER, "secret")).containsExactly("bob/secret-not");
        assertThat(find(STRANGER, "bob/secret")).containsExactly("bob/secret-not");
        assertThat(find(ADA, "secret")).containsExactlyInAnyOrder("ada/secret", "bob/secret-not");
        assertThat(find(new Sees.Everything(), "hidden")).containsExactlyInAnyOrder("ada/secret", "bob/secret");
        assertThat(find(ADA, "")).containsExactlyInAnyOrder("ada/secret", "bob/secret-not");
    }

    @Test
    void page_afterAChange_goesByWhatIsNow() {
        make("ada/app", true, "first");
        RepositoryName name = RepositoryName.parse("ada/app");

        hub.hub().shelf().change(name, change(Optional.of(false), Optional.of("second")), "ada");

        assertThat(find(STRANGER, "app")).isEmpty();
        assertThat(find(ADA, "first")).isEmpty();
        assertThat(find(ADA, "second")).containsExactly("ada/app");

        hub.hub().shelf().delete(name, "ada");

        assertThat(find(ADA, "second")).isEmpty();
        assertThat(hub.database().<Long>read(it -> it.number("select count(*) from listing_term")))
                .isZero();
    }

    private static Shelf.Change change(Optional<Boolean> isPublic, Optional<String> description) {
        return new Shelf.Change(isPublic, description, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void page_ofFiltersAndTags_takesWhatHasThem() {
        RepositoryName php = RepositoryName.parse("ada/php");
        make("ada/php", true, "");
        make("ada/php-fpm", true, "");
        Digest image = hub.image(php, "linux", "arm64", "7.2-cli", "8");
        hub.image(RepositoryName.parse("ada/php-fpm"), "linux", "amd64", "8");
        hub.hub().afterPush().doSome();

        assertThat(find(STRANGER, "php:7.2")).containsExactly("ada/php");
        assertThat(find(STRANGER, "php:8")).containsExactlyInAnyOrder("ada/php", "ada/php-fpm");
        assertThat(find(STRANGER, "php:9")).isEmpty();
        Set<String> arm = new Filters(Optional.empty(), Optional.of("linux"), Optional.of("arm64"), false).words();
        for (Query.Sort sort : Query.Sort.values()) {
            assertThat(find(STRANGER, Query.parse("", arm, sort))).containsExactly("ada/php");
            assertThat(find(STRANGER, Query.parse("php", arm, sort))).containsExactly("ada/php");
        }
        assertThat(hub.hub()
                        .search()
                        .holding(STRANGER, image.toString().substring(0, 20), 5)
                        .items())
                .extracting(it -> it.name().value())
                .containsExactly("ada/php");
    }

    @Test
    void ofNamespace_byPart_takesWhatIsSeenOfIt() {
        make("ada/api", true, "app");
        make("ada/app_1", true, "");
        make("ada/app21", true, "");
        make("ada/my-app_1", false, "");
        make("bob/app_1", true, "");

        assertThat(ofNamespace(STRANGER, "app")).containsExactly("ada/app21", "ada/app_1");
        assertThat(ofNamespace(ADA, "app_1")).containsExactly("ada/app_1", "ada/my-app_1");
        assertThat(ofNamespace(ADA, "")).hasSize(4);
        assertThat(ofNamespace(ADA, "%")).isEmpty();
    }

    /** All of the namespace ada with this part, by pages of one. */
    private List<String> ofNamespace(Sees sees, String part) {
        return names(after -> hub.hub().search().ofNamespace(sees, "ada", part, after, 1));
    }

    @Test
    void page_byPages_showsEachOnce() {
        List<String> names =
                IntStream.range(0, 25).mapToObj(i -> "ada/tool-" + i).sorted().toList();
        names.forEach(name -> make(name, name.hashCode() % 2 == 0, "a tool"));
        like("ada/tool-7", 50);

        for (Query.Sort sort : Query.Sort.values()) {
            for (String text : List.of("", "tool", "ool")) {
                for (Sees sees : List.of(ADA, new Sees.Everything())) {
                    assertThat(find(sees, Query.parse(text, Set.of(), sort)))
                            .as("%s %s", sort, text)
                            .containsExactlyInAnyOrderElementsOf(names);
                }
            }
        }
        assertThat(find(ADA, Query.parse("tool", Set.of(), Query.Sort.NAME))).containsExactlyElementsOf(names);
        assertThat(find(ADA, "tool").getFirst()).isEqualTo("ada/tool-7");
    }

    @Test
    void listOlder_listsWhatAnOlderProgramMade() {
        hub.database()
                .write(
                        transaction -> transaction.update(
                                "insert into repository (id, name, namespace, visibility, created_at) values (1, 'ada/old', 'ada', 'public', 1)"));

        hub.hub().afterPush().listOlder();

        assertThat(find(STRANGER, "old")).containsExactly("ada/old");
    }
}
