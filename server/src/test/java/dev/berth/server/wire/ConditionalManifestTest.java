package dev.berth.server.wire;

import dev.berth.oci.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that are pulled when they are new, and tags that move when they are old (RFC 9110, 13). */
@ExtendWith(SharedBerth.class)
class ConditionalManifestTest {
    private final Document old = Document.image();
    private final Document young = Document.image();
    private final Repository repository;

    ConditionalManifestTest(Repository repository) {
        this.repository = repository;
    }

    @BeforeEach
    void push() {
        repository.push("latest", old);
    }

    private static String etag(Document manifest) {
        return "\"" + manifest.digest() + "\"";
    }

    private Ask put(String reference, Document manifest) {
        return repository.put("manifests/" + reference).with("Content-Type", manifest.type());
    }

    private void latestIs(Document manifest) {
        repository.get("manifests/latest").answers(200).has("Docker-Content-Digest", manifest.digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"x\", %s", "*"})
    void pull_ifNoneMatch_ofTheSame_isNotModified(String form) {
        String header = form.replace("%s", etag(old));
        for (String reference : new String[] {"latest", old.digest().toString()}) {
            for (String method : new String[] {"GET", "HEAD"}) {
                repository
                        .ask(method, "manifests/" + reference)
                        .with("If-None-Match", header)
                        .answers(304)
                        .has("ETag", etag(old))
                        .has("Docker-Content-Digest", old.digest())
                        .isEmpty();
            }
        }
    }

    @Test
    void pull_ifNoneMatch_afterTheTagMoved_givesTheNewOne() {
        repository.push("latest", young);

        repository
                .get("manifests/latest")
                .with("If-None-Match", etag(old))
                .answers(200)
                .holds(young.bytes());
    }

    @Test
    void push_ifMatch_ofWhatTheTagPointsTo_movesIt() {
        put("latest", young)
                .with("If-Match", etag(old))
                .sending(young.json())
                .answers(201)
                .has("ETag", etag(young));

        latestIs(young);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"sha256:0\"", "\"\"", "", "garbage", ",", "W/\"x\""})
    void push_ifMatch_ofAnother_failsAndStoresNothing(String header) {
        put("latest", young).with("If-Match", header).sending(young.json()).fails(412, "DENIED");

        latestIs(old);
        repository.get("manifests/" + young.digest()).fails(404, "MANIFEST_UNKNOWN");
    }

    /** RFC 9110, 13.1.1: a weak entity tag never matches. */
    @ParameterizedTest
    @ValueSource(strings = {"W/%s", "W/%s, \"x\"", " W/%s,W/%s"})
    void change_ifMatch_ofAWeakEntityTag_fails(String form) {
        String header = form.replace("%s", etag(old));

        put("latest", young).with("If-Match", header).sending(young.json()).fails(412, "DENIED");
        repository.delete("manifests/latest").with("If-Match", header).fails(412, "DENIED");
        latestIs(old);
        put("latest", young)
                .with("If-Match", header + ", " + etag(old))
                .sending(young.json())
                .answers(201);
    }

    @Test
    void push_ifMatch_ofATagThatIsNotThere_fails() {
        put("fresh", young).with("If-Match", etag(old)).sending(young.json()).fails(412, "DENIED");
        put("fresh", young).with("If-Match", "*").sending(young.json()).fails(412, "DENIED");
        put("latest", young).with("If-Match", "*").sending(young.json()).answers(201);
    }

    @Test
    void push_ifNoneMatchAny_makesATagButMovesNone() {
        put("fresh", young).with("If-None-Match", "*").sending(young.json()).answers(201);
        put("latest", young).with("If-None-Match", "*").sending(young.json()).fails(412, "DENIED");

        latestIs(old);
    }

    @Test
    void push_ifNoneMatch_ofAnEntity_isRefused() {
        put("latest", young)
                .with("If-None-Match", etag(old))
                .sending(young.json())
                .fails(400, "UNSUPPORTED");
    }

    @Test
    void push_ofSeveralTagsIfMatch_movesAllOrNone() {
        repository.push("other", young);
        Digest digest = young.digest();

        put(digest + "?tag=latest&tag=other", young)
                .with("If-Match", etag(old))
                .sending(young.json())
                .fails(412, "DENIED");
        latestIs(old);
        put(digest + "?tag=latest", young)
                .with("If-Match", etag(old))
                .sending(young.json())
                .answers(201);
        latestIs(young);
    }

    @Test
    void delete_ifMatch_takesTheTagOnlyAsItIsKnown() {
        repository.delete("manifests/latest").with("If-Match", etag(young)).fails(412, "DENIED");
        latestIs(old);
        repository.delete("manifests/latest").with("If-Match", etag(old)).answers(202);
        repository.delete("manifests/latest").with("If-Match", etag(old)).fails(412, "DENIED");
    }

    @Test
    void delete_ofADigest_ifMatch_ofAnother_deletesNothing() {
        String manifest = "manifests/" + old.digest();

        repository.delete(manifest).with("If-Match", etag(young)).fails(412, "DENIED");
        repository.delete(manifest).with("If-None-Match", "*").fails(412, "DENIED");
        latestIs(old);
        repository.delete(manifest).with("If-Match", etag(old)).answers(202);
        repository.get(manifest).fails(404, "MANIFEST_UNKNOWN");
    }

    @Test
    void push_ofADigest_withoutTags_dependsOnWhetherItIsThere() {
        String digest = young.digest().toString();

        put(digest, young).with("If-Match", "*").sending(young.json()).fails(412, "DENIED");
        put(digest, young).with("If-None-Match", "*").sending(young.json()).answers(201);
        put(digest, young).with("If-None-Match", "*").sending(young.json()).fails(412, "DENIED");
        put(digest, young).with("If-Match", etag(young)).sending(young.json()).answers(201);
    }
}
