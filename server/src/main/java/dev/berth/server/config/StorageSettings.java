package dev.berth.server.config;

import static dev.berth.server.config.ValueFormat.bucket;
import static dev.berth.server.config.ValueFormat.bytes;
import static dev.berth.server.config.ValueFormat.duration;
import static dev.berth.server.config.ValueFormat.number;
import static dev.berth.server.config.ValueFormat.origin;
import static dev.berth.server.config.ValueFormat.path;
import static dev.berth.server.config.ValueFormat.prefix;
import static dev.berth.server.config.ValueFormat.size;
import static dev.berth.server.config.ValueFormat.text;
import static dev.berth.server.config.ValueFormat.truth;
import static dev.berth.server.config.ValueFormat.word;

import dev.berth.storage.s3.S3Config;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rows of the table about where bytes are kept. */
public final class StorageSettings {
    private static final String BUCKET = "storage.s3.bucket";

    public static final Setting<Path> DATA = Setting.of(
                    "storage.data",
                    path(),
                    "berth-data",
                    "The folder that holds everything Berth keeps: blobs, and the database with all the rest. Made when it"
                            + " does not exist. One server at a time uses it. Where the database is PostgreSQL and the"
                            + " blobs are in S3, it only holds what a node needs while it runs, and each node has its own.")
            .withFlag("--data");

    public static final Setting<Boolean> REDIRECT = Setting.of(
                    "storage.redirect",
                    truth(),
                    "false",
                    "Whether clients that pull a blob are sent to S3 for its bytes, with an address that is good for a few"
                            + " minutes. Clients must reach the endpoint by the name that it has here. Small blobs come from"
                            + " Berth all the same.")
            .needing(BUCKET);

    public static final Setting<Optional<String>> S3_BUCKET = Setting.of(
            BUCKET,
            bucket().orNothing(),
            "",
            "The bucket for the blobs, which must exist. Where it is not set, blobs are files in `storage.data`.");

    public static final Setting<Optional<URI>> S3_ENDPOINT = Setting.of(
                    "storage.s3.endpoint",
                    origin().orNothing(),
                    "",
                    "The address of the store, where it is not Amazon's.")
            .needing(BUCKET);

    public static final Setting<String> S3_REGION = Setting.of(
                    "storage.s3.region", text("the name of a region"), "us-east-1", "The region of the bucket.")
            .needing(BUCKET);

    public static final Setting<String> S3_PREFIX = Setting.of(
                    "storage.s3.prefix",
                    prefix(),
                    "",
                    "What the names of all objects begin with, so that a bucket can hold other things as well. A slash stands"
                            + " behind it in any case.")
            .needing(BUCKET);

    public static final Setting<Optional<String>> S3_ACCESS_KEY = Setting.of(
                    "storage.s3.access-key",
                    text("the id of an access key").orNothing(),
                    "",
                    "The access key to log in with. Where it is not set, Berth looks where Amazon's programs do: `AWS_…` in the"
                            + " environment, the shared credentials file, the role of the container or machine.")
            .needing("storage.s3.secret-key");

    public static final Setting<Optional<String>> S3_SECRET_KEY = Setting.of(
                    "storage.s3.secret-key",
                    text("the secret of an access key").orNothing(),
                    "",
                    "The secret that belongs to the access key.")
            .keptSecret()
            .needing("storage.s3.access-key");

    public static final Setting<Optional<Path>> S3_SECRET_KEY_FILE = Setting.of(
                    "storage.s3.secret-key-file",
                    path().orNothing(),
                    "",
                    "The file that holds the secret, as Docker and Kubernetes hand over secrets.")
            .needing(BUCKET);

    public static final Setting<Optional<Boolean>> S3_PATH_STYLE = Setting.of(
                    "storage.s3.path-style",
                    truth().orNothing(),
                    "",
                    "Whether the bucket stands in the path of addresses instead of in front of the host's name. Where it is not"
                            + " set, it does where there is an endpoint.")
            .needing(BUCKET);

    public static final Setting<Optional<Path>> S3_CA = Setting.of(
                    "storage.s3.ca",
                    path().orNothing(),
                    "",
                    "The file with the certificates, in PEM, of the authorities that the store's certificate may come from, in"
                            + " the place of those that Java knows.")
            .needing(BUCKET);

    public static final Setting<Optional<S3Config.Checksums>> S3_CHECKSUMS = Setting.of(
                    "storage.s3.checksums",
                    word(S3Config.Checksums.class).orNothing(),
                    "",
                    "Whether bytes go with a checksum of Amazon's newer kind, which some other stores do not take: always"
                            + " (`when-supported`), or only where the store demands it (`when-required`). Where it is not set,"
                            + " the latter holds where there is an endpoint.")
            .needing(BUCKET);

    public static final Setting<S3Encryption> S3_ENCRYPTION = Setting.of(
                    "storage.s3.encryption",
                    word(S3Encryption.class),
                    "bucket",
                    "How the store encrypts what it keeps: as the bucket says (`bucket`), with keys of its own (`aes256`), or with"
                            + " a key of the key service (`kms`).")
            .needing(BUCKET);

    public static final Setting<Optional<String>> S3_KMS_KEY = Setting.of(
                    "storage.s3.kms-key",
                    text("the id of a key").orNothing(),
                    "",
                    "Which key of the key service; where it is not set, the service's default one.")
            .needing("storage.s3.encryption");

    public static final Setting<Integer> S3_PART_SIZE = Setting.of(
                    "storage.s3.part-size",
                    size(5 << 20, 512 << 20),
                    "8MiB",
                    "Up to which size a blob goes to the store in one request, and how long the first parts of a longer one are."
                            + " Later parts are longer, so that a blob can be 52,500 times as long.")
            .needing(BUCKET);

    public static final Setting<Long> S3_MEMORY = Setting.of(
                    "storage.s3.memory",
                    bytes(35 << 20),
                    "64MiB",
                    "The memory, outside the Java heap, for bytes on their way to the store: at least 7 parts. Uploads wait"
                            + " for each other where it is full.")
            .needing(BUCKET);

    public static final Setting<Integer> S3_CONNECTIONS = Setting.of(
                    "storage.s3.connections",
                    number(8, 10_000),
                    "256",
                    "How many connections to the store this node opens at most. Each pull and each part needs one.")
            .needing(BUCKET);

    public static final Setting<Integer> S3_ATTEMPTS = Setting.of(
                    "storage.s3.attempts",
                    number(1, 20),
                    "4",
                    "How often a request to the store is tried in all, before the client's is answered with 503.")
            .needing(BUCKET);

    public static final Setting<Duration> S3_CONNECT_TIMEOUT = Setting.of(
                    "storage.s3.connect-timeout",
                    duration(Duration.ofMillis(100)),
                    "5s",
                    "How long a connection to the store may take to come about.")
            .needing(BUCKET);

    public static final Setting<Duration> S3_REQUEST_TIMEOUT = Setting.of(
                    "storage.s3.request-timeout",
                    duration(Duration.ofMillis(100)),
                    "60s",
                    "How long one attempt of a request to the store may take, with the bytes that it sends, and how long the"
                            + " store may be silent in the middle of an answer.")
            .needing(BUCKET);

    public static final Setting<Optional<Path>> CACHE_FOLDER = Setting.of(
                    "storage.cache.folder",
                    path().orNothing(),
                    "",
                    "A folder of this node alone, in which it keeps blobs that it has pulled from S3. Where it is not set,"
                            + " each pull reads from S3.")
            .needing(BUCKET);

    public static final Setting<Long> CACHE_SIZE = Setting.of(
                    "storage.cache.size",
                    bytes(1 << 20),
                    "10GiB",
                    "The most bytes in that folder; what nobody has pulled for longest goes first.")
            .needing("storage.cache.folder");

    /** Every row, in the order of the reference page. */
    static final List<Setting<?>> ALL = List.of(
            DATA,
            REDIRECT,
            S3_BUCKET,
            S3_ENDPOINT,
            S3_REGION,
            S3_PREFIX,
            S3_ACCESS_KEY,
            S3_SECRET_KEY,
            S3_SECRET_KEY_FILE,
            S3_PATH_STYLE,
            S3_CA,
            S3_CHECKSUMS,
            S3_ENCRYPTION,
            S3_KMS_KEY,
            S3_PART_SIZE,
            S3_MEMORY,
            S3_CONNECTIONS,
            S3_ATTEMPTS,
            S3_CONNECT_TIMEOUT,
            S3_REQUEST_TIMEOUT,
            CACHE_FOLDER,
            CACHE_SIZE);

    /** How the store encrypts, as the setting's words say it. */
    public enum S3Encryption {
        BUCKET,
        AES256,
        KMS
    }

    private StorageSettings() {}
}
