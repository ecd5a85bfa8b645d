package dev.berth.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.accounts.AccessConfig;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.Neighbours;
import dev.berth.accounts.SignUp;
import dev.berth.accounts.http.Gate;
import dev.berth.database.Database;
import dev.berth.database.TestDatabases;
import dev.berth.http.AccessLog;
import dev.berth.http.BerthHandler;
import dev.berth.http.RequestMeters;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.CollectionConfig;
import dev.berth.registry.MissingReferences;
import dev.berth.registry.PullCounter;
import dev.berth.registry.PushedBlob;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryConfig;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.FilesystemBlobStore;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import dev.berth.storage.Redirecting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blobs whose bytes are no local files: clients are sent to them, or they are read through. */
class PullBlobTest {
    private static final RepositoryName APP = RepositoryName.parse("ada/app");
    private static final byte[] LARGE = new byte[3_000_000];
    private static final byte[] SMALL = new byte[64 << 10];

    static {
        new Random(23).nextBytes(LARGE);
        new Random(29).nextBytes(SMALL);
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private RemoteStore store;

    private URI address = URI.create("http://localhost/");

    @BeforeEach
    void open() throws IOException {
        database = TestDatabases.open(folder);
        store = new RemoteStore(FilesystemBlobStore.open(folder.resolve("blobs")));
    }

    @AfterEach
    void close() throws Exception {
        server.stop();
        client.close();
        database.close();
        store.files().close();
    }

    /** A store elsewhere: its readers are no files, and break off where they are told to. */
    private record RemoteStore(FilesystemBlobStore files, long[] breaksAt) implements BlobStore, Redirecting {
        RemoteStore(FilesystemBlobStore files) {
            this(files, new long[] {Long.MAX_VALUE});
        }

        @Override
        public URI addressOf(Location location, Duration validity) {
            return URI.create("https://bucket.example/" + location + "?for=" + validity.toSeconds());
        }

        @Override
        public BlobReader read(Location location) throws IOException {
            return new RemoteReader(files.read(location), breaksAt[0]);
        }

        @Override
        public BlobWriter write(Mark mark) throws IOException {
            return files.write(mark);
        }

        @Override
        public void delete(Location location) throws IOException {
            files.delete(location);
        }

        @Override
        public void forEach(Consumer<Location> visitor) throws IOException {
            files.forEach(visitor);
        }

        @Override
        public void probe() {}
    }

    private record RemoteReader(BlobReader file, long breaksAt) implements BlobReader {
        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer buffer, long position) throws IOException {
            if (position >= breaksAt) {
                throw new IOException("the connection to the store broke");
            }
            buffer.limit(buffer.position() + Math.min(buffer.remaining(), 100_000));
            return file.read(buffer, position);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Starts to serve, and pushes the blob. */
    private Digest serve(boolean redirect, byte[] content) throws Exception {
        RegistryConfig config = new RegistryConfig(MissingReferences.ACCEPT, 100, redirect);
        Duration day = Duration.ofDays(1);
        CollectionConfig collection = new CollectionConfig(true, day, day, CollectionConfig.Untagged.COLLECT, day);
        Registry registry = new Registry(database, store, config, collection, Clock.systemUTC());
        Accounts accounts = Accounts.open(
                database,
                new AccessConfig(true, SignUp.CLOSED, day, day),
                Clock.systemUTC(),
                Neighbours.only(registry.repositories()));
        RegistryArea area = new RegistryArea(
                new Gate(accounts, Optional.empty()), registry, PullCounter.NONE, config, 1 << 20, folder);
        server.setHandler(new BerthHandler(
                Map.of("v2", area),
                List.of(),
                new RequestMeters(new SimpleMeterRegistry()),
                new AccessLog(AccessLog.Extent.OFF)));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
        address = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/v2/" + APP + "/blobs/");
        Digest digest = Digest.of(content);
        registry.uploads().takeWhole(APP, new ByteArrayInputStream(content), new PushedBlob(digest, "ada"));
        return digest;
    }

    private HttpResponse<byte[]> send(String method, Digest digest, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + digest.toString()))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String where(Digest digest) {
        return database.read(transaction -> transaction.first(
                        "select location from blob where digest = ?", row -> row.text(1), digest.toString()))
                .orElseThrow();
    }

    @Test
    void get_whereClientsAreSentToTheStore_answersWithTheAddress() throws Exception {
        Digest digest = serve(true, LARGE);

        HttpResponse<byte[]> answer = send("GET", digest, "Range", "bytes=5-9");

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://bucket.example/" + where(digest) + "?for=1200");
        assertThat(answer.headers().firstValue("Docker-Content-Digest")).contains(digest.toString());
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, , , 200",
        "GET, If-None-Match, etag, 304",
        "GET, Range, bytes=4000000-, 416",
        "GET, If-Range, etag, 200"
    })
    void get_whatTheStoreCouldNotAnswerSo_isAnsweredHere(String method, String name, String value, int status)
            throws Exception {
        Digest digest = serve(true, LARGE);
        String etag = "\"" + digest + "\"";

        HttpResponse<byte[]> answer =
                name == null ? send(method, digest) : send(method, digest, name, value.replace("etag", etag));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void get_ofASmallBlob_isAnsweredHere() throws Exception {
        Digest digest = serve(true, SMALL);

        assertThat(send("GET", digest).body()).isEqualTo(SMALL);
    }

    @Test
    void get_unlessItIsConfigured_readsThrough() throws Exception {
        Digest digest = serve(false, LARGE);

        assertThat(send("GET", digest).body()).isEqualTo(LARGE);
        HttpResponse<byte[]> part = send("GET", digest, "Range", "bytes=1000000-2999999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(2_000_000).endsWith(LARGE[LARGE.length - 1]);
    }

    @ParameterizedTest
    @CsvSource({"100000", "2900000"})
    void get_whenTheStoreBreaksOffInTheMiddle_breaksOff(long breaksAt) throws Exception {
        Digest digest = serve(false, LARGE);
        store.breaksAt()[0] = breaksAt;

        assertThatIOException().isThrownBy(() -> send("GET", digest));
    }

    @Test
    void get_whenTheStoreFailsBeforeTheFirstByte_isAFailure() throws Exception {
        Digest digest = serve(false, LARGE);
        store.breaksAt()[0] = 0;

        assertThat(send("GET", digest).statusCode()).isEqualTo(500);
    }
}
