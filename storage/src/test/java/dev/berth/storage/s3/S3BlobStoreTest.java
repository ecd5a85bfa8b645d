package dev.berth.storage.s3;

import dev.berth.storage.BlobStoreContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

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

    @AfterEach
    void close() {
        opened.forEach(S3BlobStore::close);
    }
}
