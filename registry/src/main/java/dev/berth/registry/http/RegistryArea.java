package dev.berth.registry.http;

import dev.berth.accounts.http.Gate;
import dev.berth.http.Area;
import dev.berth.http.Exchange;
import dev.berth.http.Operation;
import dev.berth.oci.Digest;
import dev.berth.oci.Reference;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.PullCounter;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryConfig;
import dev.berth.registry.UploadId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The paths below {@code /v2/} (distribution-spec, "Endpoints"). A repository's name may hold slashes, so a path is read from
 * its end: what follows the last {@code /manifests/}, {@code /blobs/}, {@code /blobs/uploads/}, {@code /referrers/}, or is
 * {@code /tags/list}.
 */
public final class RegistryArea implements Area {
    private static final String ROOT = "/v2/";
    private static final String CATALOG = "/v2/_catalog";
    private static final String UPLOADS = "/blobs/uploads";
    private static final String BLOBS = "/blobs/";
    private static final String MANIFESTS = "/manifests/";
    private static final String REFERRERS = "/referrers/";
    private static final String TAGS = "/tags/list";

    private final CheckVersion checkVersion;
    private final PullManifest pullManifest;
    private final PushManifest pushManifest;
    private final DeleteManifest deleteManifest;
    private final PullBlob pullBlob;
    private final DeleteBlob deleteBlob;
    private final StartUpload startUpload;
    private final UploadStatus uploadStatus;
    private final AppendUpload appendUpload;
    private final FinishUpload finishUpload;
    private final CancelUpload cancelUpload;
    private final ListTags listTags;
    private final ListRepositories listRepositories;
    private final ListReferrers listReferrers;

    /**
     * @param gate who may do what
     * @param registry what is done
     * @param counter is told of every manifest that was pulled
     * @param config how much at a time
     * @param maxManifestBytes the longest manifest that is accepted
     * @param scratch a folder on this machine, where long manifests wait until all of them is there
     */
    public RegistryArea(
            Gate gate,
            Registry registry,
            PullCounter counter,
            RegistryConfig config,
            int maxManifestBytes,
            Path scratch) {
        checkVersion = new CheckVersion(gate);
        pullManifest = new PullManifest(gate, registry.manifests(), counter);
        MemoryBudget memory = new MemoryBudget();
        pushManifest =
                new PushManifest(gate, registry.manifestPush(), new WholeBodies(maxManifestBytes, scratch, memory));
        deleteManifest = new DeleteManifest(gate, registry.manifests());
        pullBlob = new PullBlob(gate, registry.blobs(), registry.bytes(), config.redirect());
        deleteBlob = new DeleteBlob(gate, registry.blobs());
        startUpload = new StartUpload(gate, registry.blobs(), registry.uploads());
        uploadStatus = new UploadStatus(gate, registry.uploads());
        appendUpload = new AppendUpload(gate, registry.uploads());
        finishUpload = new FinishUpload(gate, registry.blobs(), registry.uploads());
        cancelUpload = new CancelUpload(gate, registry.uploads());
        listTags = new ListTags(gate, registry.manifests(), config.pageLimit());
        listRepositories = new ListRepositories(gate, registry.repositories(), config.pageLimit());
        listReferrers = new ListReferrers(gate, registry.referrers(), memory, config.pageLimit());
    }

    @Override
    public NamedOperation find(Exchange exchange) {
        String path = exchange.path();
        int manifests = path.lastIndexOf(MANIFESTS);
        if (manifests > 0 && isLastSegment(path, manifests + MANIFESTS.length())) {
            return manifest(exchange, name(path, manifests), path.substring(manifests + MANIFESTS.length()));
        }
        int uploads = path.lastIndexOf(UPLOADS);
        int id = uploads + UPLOADS.length();
        boolean ofUpload = path.length() == id || path.startsWith("/", id) && path.indexOf('/', id + 1) < 0;
        if (uploads > 0 && ofUpload) {
            return upload(exchange, name(path, uploads), path.substring(Math.min(path.length(), id + 1)));
        }
        int blobs = path.lastIndexOf(BLOBS);
        if (blobs > 0 && isLastSegment(path, blobs + BLOBS.length())) {
            return blob(exchange, name(path, blobs), path.substring(blobs + BLOBS.length()));
        }
        return list(exchange, path);
    }

    private static boolean isLastSegment(String path, int from) {
        return from < path.length() && path.indexOf('/', from) < 0;
    }

    private static RepositoryName name(String path, int end) {
        return RepositoryName.parse(end > ROOT.length() ? path.substring(ROOT.length(), end) : "");
    }

    private NamedOperation manifest(Exchange exchange, RepositoryName name, String text) {
        Reference reference = Reference.parse(text);
        return switch (exchange.method()) {
            case "GET", "HEAD" ->
                new NamedOperation(
                        "pull-manifest",
                        it -> pullManifest.serve(it, name, reference),
                        Optional.of(it -> pullManifest.serveAtOnce(it, name, reference)));
            case "PUT" -> named("push-manifest", it -> pushManifest.serve(it, name, reference));
            case "DELETE" -> named("delete-manifest", it -> deleteManifest.serve(it, name, reference));
            default -> throw notAllowed(exchange, "DELETE, GET, HEAD, PUT");
        };
    }

    private NamedOperation blob(Exchange exchange, RepositoryName name, String text) {
        Digest digest = Digest.parse(text);
        return switch (exchange.method()) {
            case "GET", "HEAD" ->
                new NamedOperation(
                        "pull-blob",
                        it -> pullBlob.serve(it, name, digest),
                        Optional.of(it -> pullBlob.serveAtOnce(it, name, digest)));
            case "DELETE" -> named("delete-blob", it -> deleteBlob.serve(it, name, digest));
            default -> throw notAllowed(exchange, "DELETE, GET, HEAD");
        };
    }

    private NamedOperation upload(Exchange exchange, RepositoryName name, String text) {
        if (text.isEmpty()) {
            if (!exchange.method().equals("POST")) {
                throw notAllowed(exchange, "POST");
            }
            return named("start-upload", it -> startUpload.serve(it, name));
        }
        UploadId id = new UploadId(text);
        return switch (exchange.method()) {
            case "GET", "HEAD" -> named("upload-status", it -> uploadStatus.serve(it, name, id));
            case "PATCH" -> named("append-upload", it -> appendUpload.serve(it, name, id));
            case "PUT" -> named("finish-upload", it -> finishUpload.serve(it, name, id));
            case "DELETE" -> named("cancel-upload", it -> cancelUpload.serve(it, name, id));
            default -> throw notAllowed(exchange, "DELETE, GET, HEAD, PATCH, PUT");
        };
    }

    /** The paths that only answer what there is. */
    private NamedOperation list(Exchange exchange, String path) {
        NamedOperation found = switch (path) {
            case ROOT, "/v2" -> named("check-version", checkVersion);
            case CATALOG -> named("list-repositories", listRepositories);
            default -> listOfRepository(path);
        };
        if (!exchange.method().equals("GET") && !exchange.isHead()) {
            throw notAllowed(exchange, "GET, HEAD");
        }
        return found;
    }

    private NamedOperation listOfRepository(String path) {
        if (path.endsWith(TAGS)) {
            RepositoryName name = name(path, path.length() - TAGS.length());
            return named("list-tags", it -> listTags.serve(it, name));
        }
        int referrers = path.lastIndexOf(REFERRERS);
        if (referrers > 0 && isLastSegment(path, referrers + REFERRERS.length())) {
            RepositoryName name = name(path, referrers);
            Digest subject = Digest.parse(path.substring(referrers + REFERRERS.length()));
            return named("list-referrers", it -> listReferrers.serve(it, name, subject));
        }
        throw new RegistryFailure(WireError.ENDPOINT_UNKNOWN);
    }

    private static NamedOperation named(String name, Operation operation) {
        return new NamedOperation(name, operation);
    }

    private static RegistryFailure notAllowed(Exchange exchange, String allowed) {
        exchange.with("Allow", allowed);
        return new RegistryFailure(WireError.UNSUPPORTED, exchange.method() + " is not possible here, only " + allowed);
    }
}
