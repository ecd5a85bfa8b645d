package dev.berth.e2e.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.PullBack;
import dev.berth.e2e.harness.Upload;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What somebody has in a registry: an account, a token, and images under tags, which are to be the same wherever it moves. */
final class Shipment {
    private final User user;
    private final User token;
    private final List<Tagged> images = new ArrayList<>();

    private record Tagged(String repository, String tag, Image image) {}

    private Shipment(User user, User token) {
        this.user = user;
        this.token = token;
    }

    /** The account alone. */
    static Shipment of(Wire stranger, String name) throws IOException {
        User user = User.signUp(stranger, name);
        return new Shipment(user, user.withToken(stranger));
    }

    /** Pushes images of every kind: with small and large layers, of several platforms, signed, and with shared layers. */
    void load(Wire stranger, String label) throws IOException {
        Blob shared = Blob.random(1, 100_000);
        // Longer than what is sent to the object store at once.
        Blob large = Blob.random(label.hashCode(), 20_000_000);
        Image first = Image.of(config(label, 0), List.of(shared, large));
        List<Image> platforms = IntStream.range(1, 4)
                .mapToObj(number -> Image.of(config(label, number), List.of(shared, Blob.random(number, 5000))))
                .toList();
        put(stranger, "app", label, first);
        put(stranger, "deeper/app", label, Image.index(label, platforms));
        put(stranger, "app", label + ".sig", Image.about(first, config(label, 9), List.of()));
    }

    private static Blob config(String label, int number) {
        return Blob.of("{\"label\":\"" + label + number + "\"}");
    }

    private void put(Wire stranger, String name, String tag, Image image) throws IOException {
        Wire wire = stranger.as(token.name(), token.password());
        String repository = user.name() + "/" + name;
        for (Blob blob : image.allBlobs()) {
            wire.push(repository, blob, Upload.STREAM).expect(201);
        }
        for (Image child : image.children()) {
            wire.putManifest(repository, child.digest(), child).expect(201);
        }
        wire.putManifest(repository, tag, image).expect(201);
        images.add(new Tagged(repository, tag, image));
    }

    /** All of it is there: who was let in is let in, each tag names what it named, and every byte is as it was. */
    void isWholeAt(Wire stranger) throws IOException {
        stranger.as(user.name(), user.password()).get("/v2/").expect(200);
        Wire wire = stranger.as(token.name(), token.password());
        for (Tagged tagged : images) {
            Answer manifest = wire.manifest(tagged.repository(), tagged.tag()).expect(200);
            assertThat(Blob.of(manifest.body())).isEqualTo(tagged.image().manifest());
            new PullBack(wire, tagged.repository()).whole(tagged.image());
            stranger.manifest(tagged.repository(), tagged.tag()).expect(401);
        }
    }
}
