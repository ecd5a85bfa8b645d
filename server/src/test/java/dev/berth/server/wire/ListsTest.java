package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.server.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of tags and of the catalogue (distribution-spec, "Listing Tags"; RFC 8288). */
@ExtendWith(SharedBerth.class)
class ListsTest {
    /** The order of bytes: digits, capitals, the underscore, small letters. */
    private static final List<String> TAGS = List.of("0", "10", "2", "A", "Z", "_", "a", "a-b", "a.b", "ab", "b");

    private static Repository tagged(Repository repository) {
        Document manifest = Document.image();
        repository.push(manifest.digest() + "?tag=" + String.join("&tag=", TAGS.reversed()), manifest);
        return repository;
    }

    /** The path and query that the answer says come next. */
    static String next(Answer answer) {
        String link = answer.header("Link");
        assertThat(link).matches("</[^>]+>; rel=\"next\"");
        return link.substring(1, link.indexOf('>'));
    }

    @Test
    void tags_areInLexicalOrder(Repository repository) {
        Answer answer = tagged(repository).get("tags/list").answers(200);

        assertThat(answer.list("tags")).isEqualTo(TAGS);
        assertThat(answer.json().path("name").asString()).isEqualTo(repository.name());
        answer.has("Content-Type", "application/json").lacks("Link");
        repository
                .head("tags/list")
                .answers(200)
                .has("Content-Length", answer.body().length)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 11})
    void tags_pageByPage_areEachThereOnce(int size, Repository repository) {
        tagged(repository);
        List<String> all = new ArrayList<>();
        Answer page = repository.get("tags/list?n=" + size).answers(200);
        for (all.addAll(page.list("tags")); page.headers().containsKey("Link"); all.addAll(page.list("tags"))) {
            assertThat(page.list("tags")).hasSize(size);
            page = repository.wire().get(next(page)).answers(200);
            assertThat(page.list("tags")).isNotEmpty();
        }

        assertThat(all).isEqualTo(TAGS);
    }

    @ParameterizedTest
    @CsvSource({
        "last=a, 'a-b,a.b,ab,b'",
        "last=a&n=2, 'a-b,a.b'",
        "last=aa, 'ab,b'",
        "last=1, '10,2,A,Z,_,a,a-b,a.b,ab,b'",
        "last=b, ''",
        "last=zzz, ''",
        "last=, '0,10,2,A,Z,_,a,a-b,a.b,ab,b'",
        "last=%C3%A9, ''",
        "last=a%00, 'a-b,a.b,ab,b'",
        "last=a%20%22%3E%3C, 'a-b,a.b,ab,b'",
        "n=100000000000000000000, '0,10,2,A,Z,_,a,a-b,a.b,ab,b'",
        "n=0000000003, '0,10,2,A,Z,_,a,a-b,a.b,ab,b'",
        "n=3&n=5, '0,10,2'",
        "unknown=1&n=1, '0'"
    })
    void tags_behindLast_beginWhereItWouldStand(String query, String tags, Repository repository) {
        assertThat(tagged(repository).get("tags/list?" + query).answers(200).list("tags"))
                .isEqualTo(tags.isEmpty() ? List.of() : List.of(tags.split(",", -1)));
    }

    @Test
    void tags_noneWanted_areNoneAndNoLink(Repository repository) {
        Answer answer = tagged(repository).get("tags/list?n=0").answers(200).lacks("Link");

        assertThat(answer.json().path("tags").isArray()).isTrue();
        assertThat(answer.list("tags")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n=-1", "n=", "n=a", "n=1.5", "n=1e3", "n=0x10", "n=%2B1", "n=+1", "n=%D9%A3", "n"})
    void lists_ofNoNumber_areRefused(String query, Repository repository) {
        tagged(repository);

        repository.get("tags/list?" + query).fails(400, "UNSUPPORTED");
        repository.wire().get("/v2/_catalog?" + query).fails(400, "UNSUPPORTED");
        repository.get("referrers/" + Document.image().digest() + "?" + query).fails(400, "UNSUPPORTED");
    }

    @Test
    void tags_ofARepositoryThatNobodyPushedTo_areUnknown(Repository repository) {
        repository.get("tags/list").fails(404, "NAME_UNKNOWN");
    }

    @Test
    void tags_ofAOnePartName_belongToLibrary(Wire wire) {
        Repository alpine = new Repository(wire, "lists-test-alpine");
        alpine.push("v1", Document.image());

        alpine.get("tags/list").answers(200).holds("{\"name\":\"library/lists-test-alpine\",\"tags\":[\"v1\"]}");
        new Repository(wire, "library/lists-test-alpine").get("manifests/v1").answers(200);
    }

    @Test
    void pages_areNoLongerThanTheLimit_andTheCatalogueHasEveryName() {
        Map<dev.berth.server.config.Setting<?>, String> limited = Map.of(Settings.REGISTRY_PAGE_LIMIT, "3");
        try (RunningBerth berth = RunningBerth.start(limited)) {
            Wire wire = berth.wire();
            wire.get("/v2/_catalog").answers(200).holds("{\"repositories\":[]}").lacks("Link");
            List<String> names = List.of("a/0", "a/b", "a/b/c", "a/b-c", "library/z", "z/a", "z/a.a");
            names.forEach(name -> new Repository(wire, name).push("v1", Document.image()));

            Answer page = wire.get("/v2/_catalog").answers(200).has("Content-Type", "application/json");
            List<String> all = new ArrayList<>(page.list("repositories"));
            assertThat(all).hasSize(3);
            while (page.headers().containsKey("Link")) {
                page = wire.get(next(page)).answers(200);
                all.addAll(page.list("repositories"));
            }
            assertThat(all).isEqualTo(names.stream().sorted().toList());
            assertThat(wire.get("/v2/_catalog?n=1000").answers(200).list("repositories"))
                    .hasSize(3);
            assertThat(wire.get("/v2/_catalog?n=2&last=a/b").answers(200).list("repositories"))
                    .containsExactly("a/b-c", "a/b/c");
            wire.get("/v2/_catalog?n=0")
                    .answers(200)
                    .holds("{\"repositories\":[]}")
                    .lacks("Link");
            wire.head("/v2/_catalog").answers(200).isEmpty();
            assertThat(tagged(new Repository(wire, "a/b"))
                            .get("tags/list")
                            .answers(200)
                            .list("tags"))
                    .hasSize(3);
        }
    }
}
