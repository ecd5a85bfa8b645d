package dev.berth.e2e.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Backends;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Cluster;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Upload;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What one node has answered holds at every other node at once. */
@ExtendWith(ServerLogs.class)
class StaleReadTest {
    private static final int ROUNDS = 12;
    private static final List<Upload> WAYS = List.of(Upload.values());

    @TempDir
    private static Path folder;

    @AutoClose
    private static Backends backends;

    @AutoClose
    private static Cluster cluster;

    private static List<Wire> nodes;

    @BeforeAll
    static void start() {
        backends = Backends.start(folder);
        cluster = Cluster.start(Cluster.Plan.of(backends, folder));
        nodes = IntStream.range(0, cluster.size())
                .mapToObj(number -> Wire.anonymous(cluster.node(number)))
                .toList();
    }

    /** A node and, for each round, another one. */
    private static Wire node(int round) {
        return nodes.get(round % nodes.size());
    }

    private static Wire node(int round, User user) {
        return node(round).as(user.name(), user.password());
    }

    private interface Exchange {
        void with(Wire node) throws IOException;
    }

    private static void everywhere(Exchange exchange) throws IOException {
        for (Wire node : nodes) {
            exchange.with(node);
        }
    }

    private static void everywhere(User user, Exchange exchange) throws IOException {
        everywhere(node -> exchange.with(node.as(user.name(), user.password())));
    }

    @Test
    void tag_movedAndDeleted() throws IOException {
        User user = User.signUp(node(0), "mover");
        String repository = user.name() + "/app";
        for (int round = 0; round < ROUNDS; round++) {
            Image image = image("round " + round);
            push(node(round, user), repository, image);
            node(round + 1, user).putManifest(repository, "latest", image).expect(201);
            everywhere(user, node -> {
                assertThat(Blob.of(
                                node.manifest(repository, "latest").expect(200).body()))
                        .isEqualTo(image.manifest());
                assertThat(tags(node, repository)).containsExactly("latest");
            });
            boolean byTag = round % 2 == 0;
            node(round + 2, user)
                    .delete("/v2/" + repository + "/manifests/" + (byTag ? "latest" : image.digest()))
                    .expect(202);
            everywhere(user, node -> {
                node.manifest(repository, "latest").expect(404);
                node.manifest(repository, image.digest()).expect(byTag ? 200 : 404);
                assertThat(tags(node, repository)).isEmpty();
            });
        }
    }

    @Test
    void blob_pushedAndDeletedAndMounted() throws IOException {
        User user = User.signUp(node(0), "porter");
        for (int round = 0; round < ROUNDS; round++) {
            Blob blob = Blob.random(round, 10_000);
            String path = "/v2/" + user.name() + "/from/blobs/" + blob.digest();
            node(round, user)
                    .push(user.name() + "/from", blob, WAYS.get(round % WAYS.size()))
                    .expect(201);
            everywhere(
                    user, node -> assertThat(node.get(path).expect(200).body()).isEqualTo(blob.bytes()));
            node(round + 1, user)
                    .mount(user.name() + "/to", blob.digest(), user.name() + "/from")
                    .expect(201);
            node(round + 2, user).delete(path).expect(202);
            everywhere(user, node -> {
                node.head(path).expect(404);
                node.head(path.replace("/from/", "/to/")).expect(200);
            });
        }
    }

    @Test
    void upload_eachStepAtAnotherNode() throws IOException {
        User user = User.signUp(node(0), "wanderer");
        String repository = user.name() + "/app";
        for (int round = 0; round < ROUNDS; round++) {
            Blob blob = Blob.random(1000 + round, 30_000);
            Answer opened = node(round, user).open(repository).expect(202);
            String session = opened.location().getPath();
            Answer half = node(round + 1, user)
                    .chunk(cluster.node((round + 1) % nodes.size()).resolve(session), blob, 0, 15_000)
                    .expect(202);
            Answer status = node(round + 2, user)
                    .status(cluster.node((round + 2) % nodes.size()).resolve(session))
                    .expect(204);
            assertThat(status.offset()).isEqualTo(half.offset()).isEqualTo(15_000);
            node(round, user)
                    .resume(cluster.node(round % nodes.size()).resolve(session), blob, 15_000)
                    .expect(201);
            everywhere(
                    user,
                    node -> assertThat(node.blob(repository, blob.digest())
                                    .expect(200)
                                    .body())
                            .isEqualTo(blob.bytes()));
        }
    }

    @Test
    void upload_cancelled() throws IOException {
        User user = User.signUp(node(0), "canceller");
        String session =
                node(0, user).open(user.name() + "/app").expect(202).location().getPath();
        everywhere(user, node -> node.get(session).expect(204));
        node(1, user).delete(session).expect(204);
        everywhere(user, node -> node.get(session).expect(404));
    }

    @Test
    void referrers_pushedAndDeleted() throws IOException {
        User user = User.signUp(node(0), "signer");
        String repository = user.name() + "/app";
        Image subject = image("subject");
        push(node(0, user), repository, subject);
        node(0, user).putManifest(repository, "latest", subject).expect(201);
        Image signature = Image.about(subject, Blob.of("{}"), List.of(Blob.random(77, 100)));
        push(node(1, user), repository, signature);
        node(1, user).putManifest(repository, signature.digest(), signature).expect(201);
        everywhere(
                user, node -> assertThat(referrers(node, repository, subject)).isEqualTo(1));
        node(2, user)
                .delete("/v2/" + repository + "/manifests/" + signature.digest())
                .expect(202);
        everywhere(
                user, node -> assertThat(referrers(node, repository, subject)).isZero());
    }

    @Test
    void visibility_changed() throws IOException {
        User owner = User.signUp(node(0), "owner");
        String repository = owner.name() + "/app";
        Image image = image("visible or not");
        push(node(0, owner), repository, image);
        node(0, owner).putManifest(repository, "latest", image).expect(201);
        for (int round = 0; round < ROUNDS; round++) {
            boolean open = round % 2 == 0;
            node(round, owner)
                    .json(
                            "PATCH",
                            "/api/v1/repositories/" + repository,
                            "{\"visibility\":\"" + (open ? "public" : "private") + "\",\"confirm\":\"" + repository
                                    + "\"}")
                    .expect(200);
            everywhere(stranger -> stranger.manifest(repository, "latest").expect(open ? 200 : 401));
        }
    }

    @Test
    void token_revoked() throws IOException {
        User owner = User.signUp(node(0), "revoker");
        for (int round = 0; round < ROUNDS; round++) {
            Answer made = node(round, owner)
                    .json("POST", "/api/v1/tokens", "{\"label\":\"e2e\",\"scopes\":[\"read\"]}")
                    .expect(201);
            User token = new User(owner.name(), made.json().get("token").asString());
            everywhere(token, node -> node.get("/v2/").expect(200));
            node(round + 1, owner)
                    .delete("/api/v1/tokens/" + made.json().get("id").asString())
                    .expect(204);
            everywhere(token, node -> node.get("/v2/").expect(401));
        }
    }

    @Test
    void tokenOfTheTokenServer_isTakenByEveryNode() throws IOException {
        User user = User.signUp(node(0), "carrier");
        String token = node(1, user)
                .get("/token?service=berth")
                .expect(200)
                .json()
                .get("token")
                .asString();
        everywhere(node -> node.bearing(token).get("/v2/").expect(200));
    }

    @Test
    void password_changed() throws IOException {
        User user = User.signUp(node(0), "changer");
        everywhere(user, node -> node.get("/v2/").expect(200));
        var changed = new User(user.name(), "another good pass phrase");
        cluster.admin("password", user.name())
                .reading(changed.password() + "\n")
                .succeeds();
        everywhere(user, node -> node.get("/v2/").expect(401));
        everywhere(changed, node -> node.get("/v2/").expect(200));
    }

    @Test
    void account_disabled() throws IOException {
        User user = User.signUp(node(0), "disabled");
        everywhere(user, node -> node.get("/v2/").expect(200));
        backends.database()
                .query(Backends.DATABASE, "update account set enabled = 0 where name = '" + user.name() + "'");
        everywhere(user, node -> node.get("/v2/").expect(401));
    }

    private static Image image(String label) {
        return Image.of(Blob.of("{\"label\":\"" + label + "\"}"), List.of(Blob.random(label.hashCode(), 1000)));
    }

    private static void push(Wire node, String repository, Image image) throws IOException {
        for (Blob blob : image.blobs()) {
            node.push(repository, blob, Upload.SINGLE_POST).expect(201);
        }
    }

    private static List<String> tags(Wire node, String repository) throws IOException {
        return node.get("/v2/" + repository + "/tags/list")
                .expect(200)
                .json()
                .get("tags")
                .valueStream()
                .map(tag -> tag.asString())
                .toList();
    }

    private static int referrers(Wire node, String repository, Image subject) throws IOException {
        return node.get("/v2/" + repository + "/referrers/" + subject.digest())
                .expect(200)
                .json()
                .get("manifests")
                .size();
    }
}
