package dev.berth.registry.http;

import dev.berth.accounts.Caller;
import dev.berth.http.Exchange;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.Manifest;
import dev.berth.oci.ManifestParser;
import dev.berth.oci.MediaType;
import dev.berth.oci.Reference;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import dev.berth.oci.WireError;
import dev.berth.registry.ManifestPush;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code PUT /v2/<name>/manifests/<reference>}, also with {@code ?tag=} parameters (end-7a, end-7b). */
final class PushManifest {
    private static final int MOST_TAGS = 1000;
    private static final int MOST_NAMED_IN_WARNING = 3;

    private final ManifestPush push;
    private final WholeBodies bodies;

    PushManifest(ManifestPush push, WholeBodies bodies) {
        this.push = push;
        this.bodies = bodies;
    }

    void serve(Exchange exchange, RepositoryName name, Reference reference, Caller caller) throws IOException {
        List<Tag> tags = tags(exchange, reference);
        Optional<MediaType> contentType = exchange.header("Content-Type").map(MediaType::parse);
        bodies.read(exchange, WireError.MANIFEST_TOO_LARGE, content -> {
            Manifest manifest = ManifestParser.parse(contentType, content);
            Digest digest = digest(reference, content);
            List<String> missing = push.store(
                    name,
                    new ManifestPush.Push(
                            digest, manifest, content, tags, Preconditions.onTag(exchange), caller.name()));
            answer(exchange, name, digest, manifest, tags, missing);
        });
    }

    private static List<Tag> tags(Exchange exchange, Reference reference) {
        List<Tag> parameters =
                exchange.parameters("tag").stream().map(Tag::parse).distinct().toList();
        if (parameters.size() > MOST_TAGS) {
            throw new RegistryFailure(WireError.URI_TOO_LONG, "at most " + MOST_TAGS + " tags at a time");
        }
        return switch (reference) {
            case Digest ignored -> parameters;
            case Tag tag -> {
                if (!parameters.isEmpty()) {
                    throw new RegistryFailure(
                            WireError.PARAMETER_INVALID, "tag parameters go with a push by digest, not by tag");
                }
                yield List.of(tag);
            }
        };
    }

    /** The digest that the content is kept under: the client's algorithm where it names one. */
    private static Digest digest(Reference reference, byte[] content) {
        if (!(reference instanceof Digest expected)) {
            return Digest.of(Algorithm.SHA256, content);
        }
        Digest actual = Digest.of(expected.algorithm(), content);
        if (!actual.equals(expected)) {
            throw new RegistryFailure(
                    WireError.DIGEST_INVALID, "the manifest's digest is " + actual + ", not " + expected);
        }
        return actual;
    }

    private static void answer(
            Exchange exchange,
            RepositoryName name,
            Digest digest,
            Manifest manifest,
            List<Tag> tags,
            List<String> missing) {
        exchange.with("Location", "/v2/" + name + "/manifests/" + digest)
                .with("Docker-Content-Digest", digest.toString())
                .with("ETag", Preconditions.etag(digest));
        manifest.subject()
                .ifPresent(it -> exchange.with("OCI-Subject", it.digest().toString()));
        if (!exchange.parameters("tag").isEmpty()) {
            tags.forEach(tag -> exchange.adding("OCI-Tag", tag.name()));
        }
        if (!missing.isEmpty()) {
            String some = String.join(
                    ", ", missing.stream().limit(MOST_NAMED_IN_WARNING).toList());
            exchange.warning("this manifest names content that is not here (" + missing.size() + "): " + some);
        }
        exchange.answer(201);
    }
}
