package dev.berth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.storage.BlobStoreContract;
import dev.berth.storage.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3BlobStoreTest extends BlobStoreContract {
    private final List<S3BlobStore> opened = new ArrayList<>();
    private final S3Config config;

    S3BlobStoreTest() throws IOException {
        config = S3Endpoint.shared().freshBucket();
    }

    @Override
    protected S3BlobStore open() throws IOException {
        S3BlobStore store = S3BlobStore.open(config);
        opened.add(store);
        return store;
    }

    @Test
    void tidyUp_takesWhatProbesHaveLeft_andNothingElse() throws IOException {
        Bucket bucket = open().bucket();
        Keys keys = new Keys(config.prefix());
        String blob = keys.object(Location.fresh());
        bucket.put(blob, Payload.of("a blob".getBytes(StandardCharsets.UTF_8)));
        bucket.put(keys.freshProbe(), Payload.of("left".getBytes(StandardCharsets.UTF_8)));
        bucket.begin(keys.freshProbe());

        new Trial(bucket).tidyUp(Instant.EPOCH);
        assertThat(keysOf(bucket, keys)).hasSize(3);

        new Trial(bucket).tidyUp(Instant.MAX);
        assertThat(keysOf(bucket, keys)).containsExactly(blob);
    }

    private static List<String> keysOf(Bucket bucket, Keys keys) throws IOException {
        List<String> all = new ArrayList<>();
        bucket.objects(keys.prefix(), named -> all.add(named.key()));
        bucket.uploads(keys.prefix(), named -> all.add(named.key()));
        return all;
    }

    @AfterEach
    void close() {
        opened.forEach(S3BlobStore::close);
    }
}
