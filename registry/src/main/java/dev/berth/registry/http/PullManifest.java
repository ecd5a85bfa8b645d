package dev.berth.registry.http;

import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.http.LongBody;
import dev.berth.http.Shortcut;
import dev.berth.oci.Digest;
import dev.berth.oci.Reference;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.ManifestHead;
import dev.berth.registry.Manifests;
import dev.berth.registry.PullCounter;
import dev.berth.registry.StoredManifest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * {@code GET} and {@code HEAD /v2/<name>/manifests/<reference>} (end-3). The manifest is given as it was pushed, whatever the
 * client says that it accepts: there is only this one.
 */
final class PullManifest {
    private final Gate gate;
    private final Manifests manifests;
    private final PullCounter counter;

    /** @param counter is told of every manifest that was pulled */
    PullManifest(Gate gate, Manifests manifests, PullCounter counter) {
        this.gate = gate;
        this.manifests = manifests;
        this.counter = counter;
    }

    void serve(Exchange exchange, RepositoryName name, Reference reference) throws IOException {
        if (exchange.isHead()) {
            answer(exchange, manifests.head(name, reference));
            return;
        }
        StoredManifest manifest = manifests.pull(name, reference);
        if (manifest.isWhole()) {
            answer(exchange, name, reference, manifest);
        } else if (!isAnsweredByDigest(exchange, manifest.digest())) {
            counter.count(name, reference);
            exchange.stream(200, manifest.mediaType(), manifest.size(), sink -> send(name, manifest, sink));
        }
    }

    /** Serves what is at hand; see {@link Shortcut#serve}. */
    boolean serveAtOnce(Exchange exchange, RepositoryName name, Reference reference) {
        if (!gate.letsPullAtOnce(exchange, name)) {
            return false;
        }
        if (exchange.isHead()) {
            Optional<ManifestHead> head = manifests.headAtOnce(name, reference);
            head.ifPresent(it -> answer(exchange, it));
            return head.isPresent();
        }
        Optional<StoredManifest> manifest =
                manifests.pullAtOnce(name, reference).filter(StoredManifest::isWhole);
        manifest.ifPresent(it -> answer(exchange, name, reference, it));
        return manifest.isPresent();
    }

    private static void answer(Exchange exchange, ManifestHead head) {
        if (!isAnsweredByDigest(exchange, head.digest())) {
            exchange.answerHead(200, head.mediaType(), head.size());
        }
    }

    private void answer(Exchange exchange, RepositoryName name, Reference reference, StoredManifest whole) {
        if (!isAnsweredByDigest(exchange, whole.digest())) {
            counter.count(name, reference);
            exchange.answer(200, whole.mediaType(), whole.start());
        }
    }

    private void send(RepositoryName name, StoredManifest manifest, LongBody.Sink sink) throws IOException {
        byte[] part = manifest.start();
        long sent = 0;
        while (part.length > 0) {
            sent += part.length;
            sink.write(ByteBuffer.wrap(part), sent == manifest.size());
            part = manifests
                    .part(name, manifest.digest(), sent)
                    .orElseThrow(() -> new EOFException("a manifest was deleted while it was sent"));
        }
    }

    /** Sets the headers that the digest decides, and answers a client that has the content already. */
    private static boolean isAnsweredByDigest(Exchange exchange, Digest digest) {
        exchange.with("Docker-Content-Digest", digest.toString()).with("ETag", Preconditions.etag(digest));
        if (!Preconditions.isKnown(exchange, digest)) {
            return false;
        }
        exchange.answer(304);
        return true;
    }
}
