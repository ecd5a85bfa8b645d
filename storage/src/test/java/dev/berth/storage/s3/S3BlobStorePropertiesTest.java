package dev.berth.storage.s3;

import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobStoreProperties;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.lifecycle.AfterProperty;

class S3BlobStorePropertiesTest extends BlobStoreProperties {
    private final List<S3BlobStore> opened = new ArrayList<>();
    private final S3Config config;

    S3BlobStorePropertiesTest() throws IOException {
        config = S3Endpoint.shared().freshBucket();
    }

    @Override
    protected BlobStore open() throws IOException {
        S3BlobStore store = S3BlobStore.open(config);
        opened.add(store);
        return store;
    }

    @AfterProperty
    void close() {
        opened.forEach(S3BlobStore::close);
    }
}
