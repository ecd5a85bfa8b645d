package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which methods and paths there are, and how all the others are refused (distribution-spec, "Endpoints"). */
@ExtendWith(SharedBerth.class)
class EndpointsTest {
    private static final String DIGEST = "sha256:" + "0".repeat(64);
    private static final String SESSION = "00000000-0000-0000-0000-000000000000";

    private static String path(String text) {
        return text.replace("DIGEST", DIGEST).replace("SESSION", SESSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/", "/v2"})
    void version_isAnswered(String path, Wire wire) {
        wire.get(path)
                .answers(200)
                .has("Content-Type", "application/json")
                .has("Docker-Distribution-Api-Version", "registry/2.0")
                .holds("{}");
        wire.head(path).answers(200).has("Content-Length", 2).isEmpty();
    }

    /** Each error of the specification, where a request of the right form meets nothing, and where its form is wrong. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /v2/_nothing                            | 404 | UNSUPPORTED
            GET    | /v2/a                                   | 404 | UNSUPPORTED
            GET    | /v2/a/tags                              | 404 | UNSUPPORTED
            GET    | /v2/a/tags/list/                        | 404 | UNSUPPORTED
            GET    | /v2/_catalog/                           | 404 | UNSUPPORTED
            GET    | /v2/a/blobs/                            | 404 | UNSUPPORTED
            GET    | /v2/a/manifests/                        | 404 | UNSUPPORTED
            GET    | /v2/a/referrers/                        | 404 | UNSUPPORTED
            GET    | /V2/                                    | 404 | UNSUPPORTED
            GET    | /v3/                                    | 404 | UNSUPPORTED
            GET    | /v2/never/pushed/tags/list              | 404 | NAME_UNKNOWN
            GET    | /v2/never/pushed/manifests/latest       | 404 | NAME_UNKNOWN
            GET    | /v2/never/pushed/manifests/DIGEST       | 404 | NAME_UNKNOWN
            DELETE | /v2/never/pushed/manifests/latest       | 404 | NAME_UNKNOWN
            GET    | /v2/never/pushed/blobs/DIGEST           | 404 | NAME_UNKNOWN
            DELETE | /v2/never/pushed/blobs/DIGEST           | 404 | NAME_UNKNOWN
            GET    | /v2/pushed/once/manifests/none          | 404 | MANIFEST_UNKNOWN
            GET    | /v2/pushed/once/manifests/DIGEST        | 404 | MANIFEST_UNKNOWN
            DELETE | /v2/pushed/once/manifests/none          | 404 | MANIFEST_UNKNOWN
            DELETE | /v2/pushed/once/manifests/DIGEST        | 404 | MANIFEST_UNKNOWN
            GET    | /v2/pushed/once/blobs/DIGEST            | 404 | BLOB_UNKNOWN
            DELETE | /v2/pushed/once/blobs/DIGEST            | 404 | BLOB_UNKNOWN
            GET    | /v2/pushed/once/blobs/uploads/SESSION   | 404 | BLOB_UPLOAD_UNKNOWN
            PATCH  | /v2/pushed/once/blobs/uploads/SESSION   | 404 | BLOB_UPLOAD_UNKNOWN
            PUT    | /v2/pushed/once/blobs/uploads/SESSION?digest=DIGEST | 404 | BLOB_UPLOAD_UNKNOWN
            DELETE | /v2/pushed/once/blobs/uploads/SESSION   | 404 | BLOB_UPLOAD_UNKNOWN
            GET    | /v2/pushed/once/blobs/uploads/not-a-one | 404 | BLOB_UPLOAD_UNKNOWN
            GET    | /v2/pushed/once/blobs/uploads/SESSION/x | 404 | UNSUPPORTED
            PUT    | /v2/pushed/once/blobs/uploads/SESSION   | 400 | DIGEST_INVALID
            GET    | /v2/A/manifests/latest                  | 400 | NAME_INVALID
            GET    | /v2/a/B/tags/list                       | 400 | NAME_INVALID
            GET    | /v2/a__b/c..d/manifests/latest          | 400 | NAME_INVALID
            PUT    | /v2/-a/manifests/latest                 | 400 | NAME_INVALID
            POST   | /v2/a_/blobs/uploads/                   | 400 | NAME_INVALID
            PATCH  | /v2/a_/blobs/uploads/SESSION            | 400 | NAME_INVALID
            GET    | /v2/a_/referrers/DIGEST                 | 400 | NAME_INVALID
            GET    | /v2/tags/list                           | 400 | NAME_INVALID
            GET    | /v2/manifests/latest                    | 400 | NAME_INVALID
            GET    | /v2/blobs/DIGEST                        | 400 | NAME_INVALID
            POST   | /v2/blobs/uploads/                      | 400 | NAME_INVALID
            GET    | /v2/a/manifests/.latest                 | 400 | MANIFEST_INVALID
            PUT    | /v2/a/manifests/-                       | 400 | MANIFEST_INVALID
            GET    | /v2/a/manifests/a+b                     | 400 | MANIFEST_INVALID
            GET    | /v2/a/manifests/sha256:0                | 400 | DIGEST_INVALID
            GET    | /v2/a/manifests/sha1:0                  | 400 | DIGEST_INVALID
            GET    | /v2/a/blobs/latest                      | 400 | DIGEST_INVALID
            GET    | /v2/a/blobs/sha512:0                    | 400 | DIGEST_INVALID
            DELETE | /v2/a/blobs/DIGEST0                     | 400 | DIGEST_INVALID
            GET    | /v2/a/referrers/latest                  | 400 | DIGEST_INVALID
            PUT    | /v2/pushed/once/manifests/latest        | 400 | MANIFEST_INVALID
            """)
    void refusal_hasItsCodeAndStatus(String method, String path, int status, String code, Wire wire) {
        new Repository(wire, "pushed/once").push("v1", Document.index());

        wire.ask(method, path(path)).with("Content-Length", "0").fails(status, code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v2/                       | GET, HEAD
            /v2/_catalog               | GET, HEAD
            /v2/a/tags/list            | GET, HEAD
            /v2/a/referrers/DIGEST     | GET, HEAD
            /v2/a/manifests/latest     | DELETE, GET, HEAD, PUT
            /v2/a/manifests/DIGEST     | DELETE, GET, HEAD, PUT
            /v2/a/blobs/DIGEST         | DELETE, GET, HEAD
            /v2/a/blobs/uploads/       | POST
            /v2/a/blobs/uploads        | POST
            /v2/a/blobs/uploads/SESSION | DELETE, GET, HEAD, PATCH, PUT
            /healthz                   | GET
            """)
    void method_thatIsNotThere_isAnsweredWithThoseThatAre(String path, String allowed, Wire wire) {
        for (String method : new String[] {
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "GETT", "X-Y_Z!"
        }) {
            if (!(allowed + ", HEAD").contains(method) || path.endsWith("uploads") && !method.equals("POST")) {
                wire.ask(method, path(path))
                        .with("Content-Length", "0")
                        .fails(405, "UNSUPPORTED")
                        .has("Allow", allowed);
            }
        }
    }

    /** A name may be made of the words of the paths around it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifests/manifests",
                "blobs/uploads",
                "a/blobs/uploads",
                "tags/list",
                "a/tags/list",
                "referrers/blobs/manifests",
                "v2/v2",
                "a/blobs/uploads/tags/list",
                "manifests",
                "blobs"
            })
    void name_ofTheWordsOfPaths_isARepositoryLikeOthers(String name, Wire wire) {
        Repository repository = new Repository(wire, name);
        byte[] blob = Document.fresh(100);
        Digest layer = repository.push(blob);
        Document image = Document.image(layer).about(layer);

        String session = repository.open();
        wire.get(session).answers(204);
        wire.delete(session).answers(204);
        repository.push("list", image);
        repository.push("uploads", image);

        repository.get("blobs/" + layer).answers(200).holds(blob);
        repository.get("manifests/list").answers(200).holds(image.bytes());
        assertThat(repository.get("tags/list").answers(200).list("tags")).containsExactly("list", "uploads");
        assertThat(repository.get("referrers/" + layer).answers(200).text())
                .contains(image.digest().toString());
        repository.delete("manifests/" + image.digest()).answers(202);
        repository.delete("blobs/" + layer).answers(202);
    }

    @Test
    void answers_toHead_areThoseToGetWithoutTheirBodies(Repository repository) {
        Digest layer = repository.push(Document.fresh(100_000));
        Document image = Document.image(layer);
        repository.push("v1", image);
        String session = repository.open();

        for (String path : new String[] {
            "/v2/",
            "/v2/_catalog?n=1",
            repository.path("tags/list"),
            repository.path("manifests/v1"),
            repository.path("manifests/none"),
            repository.path("manifests/.none"),
            repository.path("blobs/" + layer),
            repository.path("blobs/sha256:0"),
            repository.path("referrers/" + layer),
            session,
            "/v2/none",
            "/healthz",
            "/none"
        }) {
            Answer got = repository.wire().get(path).send();
            Answer head = repository.wire().head(path).send();

            assertThat(head.status()).as(path).isEqualTo(got.status());
            for (String name : got.headers().keySet()) {
                if (!name.equals("Date") && !name.equals("X-Request-Id")) {
                    assertThat(head.headers())
                            .as(path)
                            .containsEntry(name, got.headers().get(name));
                }
            }
        }
    }
}
