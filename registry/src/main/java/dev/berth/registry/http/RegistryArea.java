package dev.berth.registry.http;

import dev.berth.accounts.Right;
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

    private final Gate gate;
    private final Redirection redirection;
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
        this.gate = gate;
        redirection = new Redirection(gate, registry.repositories());
        checkVersion = new CheckVersion(gate);
        pullManifest = new PullManifest(gate, registry.manifests(), counter);
        MemoryBudget memory = new MemoryBudget();
        pushManifest = new PushManifest(registry.manifestPush(), new WholeBodies(maxManifestBytes, scratch, memory));
        deleteManifest = new DeleteManifest(registry.manifests());
        pullBlob = new PullBlob(gate, registry.blobs(), registry.bytes(), config.redirect());
        deleteBlob = new DeleteBlob(registry.blobs());
        startUpload = new StartUpload(gate, registry.blobs(), registry.uploads());
        uploadStatus = new UploadStatus(registry.uploads());
        appendUpload = new AppendUpload(registry.uploads());
        finishUpload = new FinishUpload(registry.blobs(), registry.uploads());
        cancelUpload = new CancelUpload(registry.uploads());
        listTags = new ListTags(registry.manifests(), config.pageLimit());
        listRepositories = new ListRepositories(gate, registry.repositories(), config.pageLimit());
        listReferrers = new ListReferrers(registry.referrers(), memory, config.pageLimit());
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
                        pulling(name, (it, now, _) -> pullManifest.serve(it, now, reference)),
                        Optional.of(it -> pullManifest.serveAtOnce(it, name, reference)));
            case "PUT" ->
                named(
                        "push-manifest",
                        changing(name, Right.PUSH, (it, caller) -> pushManifest.serve(it, name, reference, caller)));
            case "DELETE" ->
                named(
                        "delete-manifest",
                        changing(
                                name, Right.DELETE, (it, caller) -> deleteManifest.serve(it, name, reference, caller)));
            default -> throw notAllowed(exchange, "DELETE, GET, HEAD, PUT");
        };
    }

    private NamedOperation blob(Exchange exchange, RepositoryName name, String text) {
        Digest digest = Digest.parse(text);
        return switch (exchange.method()) {
            case "GET", "HEAD" ->
                new NamedOperation(
                        "pull-blob",
                        pulling(name, (it, now, _) -> pullBlob.serve(it, now, digest)),
                        Optional.of(it -> pullBlob.serveAtOnce(it, name, digest)));
            case "DELETE" ->
                named("delete-blob", changing(name, Right.DELETE, (it, caller) -> deleteBlob.serve(it, name, digest)));
            default -> throw notAllowed(exchange, "DELETE, GET, HEAD");
        };
    }

    private NamedOperation upload(Exchange exchange, RepositoryName name, String text) {
        if (text.isEmpty()) {
            if (!exchange.method().equals("POST")) {
                throw notAllowed(exchange, "POST");
            }
            return named(
                    "start-upload",
                    redirection.changing(
                            name,
                            it -> startUpload.admit(it, name),
                            (it, caller) -> startUpload.serve(it, name, caller)));
        }
        UploadId id = new UploadId(text);
        return switch (exchange.method()) {
            case "GET", "HEAD" ->
                uploading("upload-status", name, (it, now, _) -> uploadStatus.serve(it, name, now, id));
            case "PATCH" -> uploading("append-upload", name, (it, now, _) -> appendUpload.serve(it, name, now, id));
            case "PUT" ->
                uploading("finish-upload", name, (it, now, caller) -> finishUpload.serve(it, name, now, id, caller));
            case "DELETE" -> uploading("cancel-upload", name, (it, now, _) -> cancelUpload.serve(it, now, id));
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
            return named("list-tags", pulling(name, (it, now, _) -> listTags.serve(it, name, now)));
        }
        int referrers = path.lastIndexOf(REFERRERS);
        if (referrers > 0 && isLastSegment(path, referrers + REFERRERS.length())) {
            RepositoryName name = name(path, referrers);
            Digest subject = Digest.parse(path.substring(referrers + REFERRERS.length()));
            return named("list-referrers", pulling(name, (it, now, _) -> listReferrers.serve(it, now, subject)));
        }
        throw new RegistryFailure(WireError.ENDPOINT_UNKNOWN);
    }

    private Operation pulling(RepositoryName name, Redirection.Followed operation) {
        return redirection.following(name, Right.PULL, operation);
    }

    private NamedOperation uploading(String operation, RepositoryName name, Redirection.Followed step) {
        return named(operation, redirection.following(name, Right.PUSH, step));
    }

    private Operation changing(RepositoryName name, Right right, Redirection.Change operation) {
        return redirection.changing(name, it -> gate.require(it, name, right), operation);
    }

    private static NamedOperation named(String name, Operation operation) {
        return new NamedOperation(name, operation);
    }

    private static RegistryFailure notAllowed(Exchange exchange, String allowed) {
        exchange.with("Allow", allowed);
        return new RegistryFailure(WireError.UNSUPPORTED, exchange.method() + " is not possible here, only " + allowed);
    }
}
