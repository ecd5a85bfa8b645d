package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What refers to a manifest (distribution-spec, "Listing Referrers"). */
@ExtendWith(SharedBerth.class)
class ReferrersTest {
    private final Document subject = Document.image();
    private final Repository repository;

    ReferrersTest(Repository repository) {
        this.repository = repository;
    }

    private Answer referrers(String query) {
        Answer answer = repository
                .get("referrers/" + subject.digest() + query)
                .answers(200)
                .has("Content-Type", MediaType.IMAGE_INDEX.value());
        assertThat(answer.json().path("schemaVersion").asInt()).isEqualTo(2);
        assertThat(answer.json().path("mediaType").asString()).isEqualTo(MediaType.IMAGE_INDEX.value());
        assertThat(answer.json().path("manifests").isArray()).isTrue();
        return answer;
    }

    private static List<String> digests(Answer answer) {
        return answer.json()
                .path("manifests")
                .valueStream()
                .map(it -> it.path("digest").asString())
                .toList();
    }

    private Document push(Document referrer) {
        repository.push(referrer.digest().toString(), referrer).has("OCI-Subject", subject.digest());
        return referrer;
    }

    @Test
    void list_ofWhatNobodyRefersTo_isAnEmptyIndex() {
        assertThat(digests(referrers(""))).isEmpty();
        repository.push("v1", subject);
        assertThat(digests(referrers(""))).isEmpty();
        repository
                .get("referrers/" + Digest.of(Algorithm.SHA512, new byte[0]))
                .answers(200)
                .has("Content-Type", MediaType.IMAGE_INDEX.value());
        repository.head("referrers/" + subject.digest()).answers(200).isEmpty();
    }

    @Test
    void list_describesEachReferrer() {
        Document typed = push(Document.image()
                .and("\"artifactType\":\"text/x\",\"annotations\":{\"ü\":\"\\\"🚢\",\"b\":\"\"}")
                .about(subject.digest()));
        Document untyped = push(Document.image().about(subject.digest()));
        Document index = push(Document.index().about(subject.digest()));
        Document typedIndex =
                push(Document.index().and("\"artifactType\":\"text/y\"").about(subject.digest()));

        List<JsonNode> all =
                referrers("").json().path("manifests").valueStream().toList();

        assertThat(all).hasSize(4).allSatisfy(it -> {
            assertThat(it.path("size").asInt()).isPositive();
            assertThat(it.path("mediaType").asString()).startsWith("application/vnd.oci.image.");
        });
        assertThat(described(all, typed).path("artifactType").asString()).isEqualTo("text/x");
        assertThat(described(all, typed).path("annotations").path("ü").asString())
                .isEqualTo("\"🚢");
        assertThat(described(all, typed).path("annotations").path("b").asString("none"))
                .isEmpty();
        assertThat(described(all, typed).path("size").asInt()).isEqualTo(typed.bytes().length);
        assertThat(described(all, untyped).path("artifactType").asString())
                .isEqualTo("application/vnd.oci.image.config.v1+json");
        assertThat(described(all, untyped).has("annotations")).isFalse();
        assertThat(described(all, index).has("artifactType")).isFalse();
        assertThat(described(all, index).path("mediaType").asString()).isEqualTo(MediaType.IMAGE_INDEX.value());
        assertThat(described(all, typedIndex).path("artifactType").asString()).isEqualTo("text/y");
    }

    private static JsonNode described(List<JsonNode> all, Document referrer) {
        String digest = referrer.digest().toString();
        return all.stream()
                .filter(it -> it.path("digest").asString().equals(digest))
                .findAny()
                .orElseThrow();
    }

    @Test
    void list_ofOneType_saysThatItIsFiltered() {
        String odd = "text/x+y&n=1 é";
        Document typed =
                push(Document.image().and("\"artifactType\":\"" + odd + "\"").about(subject.digest()));
        push(Document.image().about(subject.digest()));

        Answer filtered =
                referrers("?artifactType=text/x%2By%26n%3D1%20%C3%A9").has("OCI-Filters-Applied", "artifactType");

        assertThat(digests(filtered)).containsExactly(typed.digest().toString());
        assertThat(digests(referrers("?artifactType=none").has("OCI-Filters-Applied", "artifactType")))
                .isEmpty();
        assertThat(digests(referrers("?artifactType=").lacks("OCI-Filters-Applied")))
                .hasSize(2);
        assertThat(digests(referrers("").lacks("OCI-Filters-Applied"))).hasSize(2);
    }

    @Test
    void list_pageByPage_hasEachOnceAndKeepsTheFilter() {
        List<String> pushed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pushed.add(push(Document.image().and("\"artifactType\":\"a/b+c\"").about(subject.digest()))
                    .digest()
                    .toString());
            push(Document.image().about(subject.digest()));
        }

        List<String> listed = new ArrayList<>();
        Answer page = referrers("?n=2&artifactType=a/b%2Bc");
        listed.addAll(digests(page));
        while (page.headers().containsKey("Link")) {
            page = repository.wire().get(ListsTest.next(page)).answers(200).has("OCI-Filters-Applied", "artifactType");
            listed.addAll(digests(page));
        }

        assertThat(listed).isEqualTo(pushed.stream().sorted().toList());
        assertThat(digests(referrers("?n=0").lacks("Link"))).isEmpty();
        assertThat(digests(referrers("?n=10").lacks("Link"))).hasSize(10);
    }

    /** Each descriptor repeats whole annotations; a page of them must not grow beyond what clients and servers can hold. */
    @Test
    void list_ofLongAnnotations_comesInPagesOfAMebibyte() {
        List<String> pushed = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String annotation = "\"annotations\":{\"a\":\"" + i + "x".repeat(300_000) + "\"}";
            pushed.add(push(Document.image().and(annotation).about(subject.digest()))
                    .digest()
                    .toString());
        }

        Answer page = referrers("");
        assertThat(page.body()).hasSizeBetween(1000, (1 << 20) + 5000);
        List<String> listed = new ArrayList<>(digests(page));
        while (page.headers().containsKey("Link")) {
            page = repository.wire().get(ListsTest.next(page)).answers(200);
            assertThat(page.body()).hasSizeBetween(1000, (1 << 20) + 5000);
            listed.addAll(digests(page));
        }

        assertThat(listed).isEqualTo(pushed.stream().sorted().toList());
    }

    /** Half a surrogate pair is a legal escape in JSON and no text that could be stored. */
    @Test
    void list_ofUnspeakableCharacters_isStillJson() {
        push(Document.image()
                .and("\"artifactType\":\"a/\\ud800\\u0000b\",\"annotations\":{\"k\":\"\\u0000\\ud83d\"}")
                .about(subject.digest()));

        assertThat(digests(referrers(""))).hasSize(1);
    }

    @Test
    void list_afterADelete_isWithoutIt() {
        Document first = push(Document.image().about(subject.digest()));
        Document second = push(Document.index().about(subject.digest()));

        repository.delete("manifests/" + first.digest()).answers(202);

        assertThat(digests(referrers(""))).containsExactly(second.digest().toString());
    }

    @Test
    void list_ofASha512Subject_isFound() {
        Digest digest = Digest.of(Algorithm.SHA512, subject.bytes());
        Document referrer = Document.image().about(digest);
        repository.push(referrer.digest().toString(), referrer).has("OCI-Subject", digest);

        assertThat(digests(repository.get("referrers/" + digest).answers(200)))
                .containsExactly(referrer.digest().toString());
    }
}
