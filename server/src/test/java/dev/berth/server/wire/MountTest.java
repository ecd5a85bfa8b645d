package dev.berth.server.wire;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Blobs from other repositories (distribution-spec, "Mounting a blob from another repository"). */
@ExtendWith(SharedBerth.class)
class MountTest {
    private static Ask mount(Repository into, String query) {
        return into.post("blobs/uploads/?mount=" + query).with("Content-Length", "0");
    }

    @Test
    void mount_fromWhereItIs_isCreated(Repository from, Repository into) {
        byte[] blob = Document.fresh(500);
        Digest digest = from.push(blob);

        mount(into, digest + "&from=" + from.name())
                .answers(201)
                .has("Location", into.path("blobs/" + digest))
                .has("Docker-Content-Digest", digest);

        into.get("blobs/" + digest).answers(200).holds(blob);
        from.delete("blobs/" + digest).answers(202);
        into.get("blobs/" + digest).answers(200).holds(blob);
    }

    @Test
    void mount_ofASha512Blob_isCreated(Repository from, Repository into) {
        byte[] blob = Document.fresh(500);
        Digest digest = Digest.of(Algorithm.SHA512, blob);
        from.post("blobs/uploads/?digest=" + digest).sending(blob).answers(201);

        mount(into, digest + "&from=" + from.name()).answers(201).has("Docker-Content-Digest", digest);
    }

    @Test
    void mount_withoutFrom_isCreatedWhereverItIs(Repository from, Repository into, Repository third) {
        Digest digest = from.push(Document.fresh(500));

        mount(into, digest.toString()).answers(201);
        mount(third, digest + "&from=").answers(201);
    }

    @Test
    void mount_ofWhatIsThereAlready_isCreated(Repository from) {
        Digest digest = from.push(Document.fresh(500));

        mount(from, digest + "&from=" + from.name()).answers(201);
    }

    @Test
    void mount_ofAMissingBlob_opensASession(Repository from, Repository into) {
        from.push(Document.fresh(10));
        byte[] blob = Document.fresh(500);
        Digest digest = Digest.of(blob);

        for (String query : new String[] {
            digest + "&from=" + from.name(), digest + "&from=wire/nobody-has-pushed", digest.toString()
        }) {
            String session = mount(into, query).answers(202).has("Range", "0-0").header("Location");
            into.wire().put(Wire.ending(session, digest)).sending(blob).answers(201);
            into.delete("blobs/" + digest).answers(202);
        }
    }

    /** The blob is somewhere, but not where the client says: {@code from} is not ignored. */
    @Test
    void mount_fromWhereItIsNot_opensASession(Repository from, Repository other, Repository into) {
        Digest digest = from.push(Document.fresh(500));
        other.push(Document.fresh(10));

        mount(into, digest + "&from=" + other.name()).answers(202);
        into.head("blobs/" + digest).answers(404);
    }

    @Test
    void mount_ofWhatIsNoDigestOrName_isRefused(Repository from, Repository into) {
        Digest digest = from.push(Document.fresh(5));

        mount(into, "sha256:12&from=" + from.name()).fails(400, "DIGEST_INVALID");
        mount(into, "&from=" + from.name()).fails(400, "DIGEST_INVALID");
        mount(into, digest + "&from=../" + from.name()).fails(400, "NAME_INVALID");
        mount(into, digest + "&from=A").fails(400, "NAME_INVALID");
    }
}
