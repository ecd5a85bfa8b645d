package dev.berth.server.config;

import static dev.berth.server.config.ValueFormat.duration;
import static dev.berth.server.config.ValueFormat.host;
import static dev.berth.server.config.ValueFormat.number;
import static dev.berth.server.config.ValueFormat.origin;
import static dev.berth.server.config.ValueFormat.path;
import static dev.berth.server.config.ValueFormat.size;
import static dev.berth.server.config.ValueFormat.truth;
import static dev.berth.server.config.ValueFormat.word;

import dev.berth.accounts.AccessConfig;
import dev.berth.accounts.SignUp;
import dev.berth.http.AccessLog;
import dev.berth.registry.CollectionConfig;
import dev.berth.registry.MissingReferences;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of everything that Berth can be told; its rows about what Berth keeps are in {@link StorageSettings} and
 * {@link DatabaseSettings}, those about people in {@link PeopleSettings}. What a setting is called, what it means, how it is written and what
 * holds where nobody sets it is said here and nowhere else; the reference page is printed from it.
 */
public final class Settings {
    /** What the names of all environment variables for Berth begin with. */
    static final String ENVIRONMENT_PREFIX = "BERTH_";

    /** The password of the first administrator, which no file should hold. */
    public static final String ADMIN_PASSWORD = "BERTH_ADMIN_PASSWORD";

    /** Environment variables for Berth that are no settings: the first password, and what the launcher reads. */
    static final Set<String> OTHER_ENVIRONMENT = Set.of(ADMIN_PASSWORD, "BERTH_JAVA_OPTS");

    private static final Duration MILLISECOND = Duration.ofMillis(1);

    public static final Setting<String> HTTP_HOST = Setting.of(
                    "http.host",
                    host(),
                    "127.0.0.1",
                    "The address to listen on. `0.0.0.0` listens on every address of the machine, and is best used with TLS.")
            .withFlag("--host");

    public static final Setting<Integer> HTTP_PORT = Setting.of(
                    "http.port", number(0, 65_535), "5000", "The port to listen on. `0` takes a free one.")
            .withFlag("--port");

    public static final Setting<Optional<Path>> HTTP_TLS_CERTIFICATE = Setting.of(
                    "http.tls.certificate",
                    path().orNothing(),
                    "",
                    "The file with the server's certificate, then its intermediates, in PEM. With `http.tls.key` it makes Berth speak"
                            + " HTTPS on its port. Both files are read again when they change.")
            .needing("http.tls.key");

    public static final Setting<Optional<Path>> HTTP_TLS_KEY = Setting.of(
                    "http.tls.key",
                    path().orNothing(),
                    "",
                    "The file with the certificate's private key, in PEM and without a passphrase.")
            .needing("http.tls.certificate");

    public static final Setting<Optional<URI>> HTTP_EXTERNAL_URL = Setting.of(
            "http.external-url",
            origin().orNothing(),
            "",
            "Where clients reach Berth when a proxy stands in front of it; logins are sent there. Where it is not set, clients"
                    + " are sent to the host that they asked for.");

    public static final Setting<Integer> HTTP_MAX_MANIFEST_SIZE = Setting.of(
            "http.max-manifest-size",
            size(64 << 10, 256 << 20),
            "5MiB",
            "The longest manifest that may be pushed; a longer one is answered with 413. Clients count on 4MiB.");

    public static final Setting<Duration> HTTP_DRAIN = Setting.of(
            "http.drain",
            duration(Duration.ZERO),
            "20s",
            "How long running requests may take to finish when Berth is told to stop. New ones are refused meanwhile.");

    public static final Setting<Duration> HTTP_LEAVE = Setting.of(
            "http.leave",
            duration(Duration.ZERO),
            "0s",
            "How long Berth goes on serving, when it is told to stop, before it refuses new requests. `/readyz` answers 503"
                    + " meanwhile, so that a load balancer takes the node out and no client sees a refusal: choose a little"
                    + " more than the balancer needs to notice.");

    public static final Setting<Duration> HTTP_IDLE_TIMEOUT = Setting.of(
            "http.idle-timeout",
            duration(Duration.ofSeconds(1)),
            "60s",
            "How long a connection may be silent, within a request or between two, before it is closed.");

    public static final Setting<Boolean> ACCESS_OPEN = Setting.of(
                    "access.open",
                    truth(),
                    "false",
                    "Lets everybody pull, push and delete without a login. For a lab, not for a network that others use.")
            .withFlag("--open");

    public static final Setting<SignUp> ACCESS_SIGN_UP = Setting.of(
            "access.sign-up",
            word(SignUp.class),
            "auto",
            "Who may make an account: everybody (`open`), whoever an administrator has invited (`invited`), or nobody"
                    + " (`closed`). `auto` is `open` where Berth listens on a loopback address and `closed` elsewhere.");

    public static final Setting<Duration> ACCESS_TOKEN_LIFETIME = Setting.of(
            "access.token-lifetime",
            duration(AccessConfig.SHORTEST_TOKEN_LIFETIME),
            "10m",
            "How long a token that a client fetches for itself is good for. Rights that are taken away end with it.");

    public static final Setting<Duration> ACCESS_REFRESH_TOKEN_LIFETIME = Setting.of(
            "access.refresh-token-lifetime",
            duration(AccessConfig.SHORTEST_TOKEN_LIFETIME),
            "30d",
            "How long a client that logged in with a refresh token stays logged in without the password.");

    public static final Setting<MissingReferences> REGISTRY_MISSING_REFERENCES = Setting.of(
            "registry.missing-references",
            word(MissingReferences.class),
            "accept",
            "What happens to a manifest that names content which its repository lacks: it is stored all the same, so that"
                    + " parts of an image can be mirrored (`accept`), or refused with the names of what is missing"
                    + " (`refuse`).");

    public static final Setting<Integer> REGISTRY_PAGE_LIMIT = Setting.of(
            "registry.page-limit",
            number(1, 100_000),
            "1000",
            "The most names on one page of tags or repositories. Clients may ask for fewer, and follow a link for more.");

    public static final Setting<Boolean> COLLECTION_ENABLED = Setting.of(
            "collection.enabled",
            truth(),
            "true",
            "Whether Berth deletes, by itself and while it serves, what nothing refers to any more. `berth admin gc` does it"
                    + " at any time.");

    public static final Setting<Duration> COLLECTION_GRACE = Setting.of(
            "collection.grace",
            duration(Duration.ZERO),
            "24h",
            "How long content stays after it has lost its last reference, or was pushed without one.");

    public static final Setting<Duration> COLLECTION_INTERVAL = Setting.of(
            "collection.interval",
            duration(MILLISECOND),
            "1m",
            "How often Berth looks for content whose grace is over.");

    public static final Setting<CollectionConfig.Untagged> COLLECTION_UNTAGGED = Setting.of(
            "collection.untagged",
            word(CollectionConfig.Untagged.class),
            "collect",
            "What happens to manifests that no tag, index or subject holds: they go when their grace is over (`collect`), or"
                    + " stay until somebody deletes them (`keep`).");

    public static final Setting<Duration> COLLECTION_UPLOAD_EXPIRY = Setting.of(
            "collection.upload-expiry",
            duration(MILLISECOND),
            "24h",
            "How long an upload that nobody goes on with stays open.");

    public static final Setting<LogConfig.Format> LOG_FORMAT = Setting.of(
            "log.format",
            word(LogConfig.Format.class),
            "readable",
            "How lines of the log are written: for people (`readable`) or one JSON object a line (`json`).");

    public static final Setting<LogConfig.Level> LOG_LEVEL = Setting.of(
            "log.level",
            word(LogConfig.Level.class),
            "info",
            "How much is logged: from `error`, the least, to `trace`, the most.");

    public static final Setting<AccessLog.Extent> LOG_ACCESS = Setting.of(
            "log.access",
            word(AccessLog.Extent.class),
            "changes",
            "Which requests get a line in the log: none (`off`), those that change something, are refused or fail"
                    + " (`changes`), or every one (`all`).");

    private static final List<Setting<?>> OTHERS = List.of(
            HTTP_HOST,
            HTTP_PORT,
            HTTP_TLS_CERTIFICATE,
            HTTP_TLS_KEY,
            HTTP_EXTERNAL_URL,
            HTTP_MAX_MANIFEST_SIZE,
            HTTP_LEAVE,
            HTTP_DRAIN,
            HTTP_IDLE_TIMEOUT,
            ACCESS_OPEN,
            ACCESS_SIGN_UP,
            ACCESS_TOKEN_LIFETIME,
            ACCESS_REFRESH_TOKEN_LIFETIME,
            REGISTRY_MISSING_REFERENCES,
            REGISTRY_PAGE_LIMIT,
            COLLECTION_ENABLED,
            COLLECTION_GRACE,
            COLLECTION_INTERVAL,
            COLLECTION_UNTAGGED,
            COLLECTION_UPLOAD_EXPIRY,
            LOG_FORMAT,
            LOG_LEVEL,
            LOG_ACCESS);

    /** Every setting, in the order of the reference page. */
    public static final List<Setting<?>> ALL = Stream.of(
                    StorageSettings.ALL, DatabaseSettings.ALL, OTHERS, PeopleSettings.ALL, EventSettings.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private Settings() {}

    /** The setting with this key, which is in the table. */
    static Setting<?> named(String key) {
        return ALL.stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " is not in the table of settings"));
    }
}
