package dev.berth.storage.cache;

import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobStoreContract;
import dev.berth.storage.FilesystemBlobStore;
import dev.berth.storage.Location;
import dev.berth.storage.StoredBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class CachingBlobStoreContractTest extends BlobStoreContract {
    /** Making 256 folders takes longer than a test, so one store serves all; each test leaves it empty. */
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path shared;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<FilesystemBlobStore> opened = new ArrayList<>();
    private final List<CachingBlobStore> caches = new ArrayList<>();

    @Override
    protected BlobStore open() throws IOException {
        FilesystemBlobStore store = FilesystemBlobStore.open(shared);
        opened.add(store);
        CachingBlobStore cache = new CachingBlobStore(store, folder.resolve("cache"), 1 << 20);
        caches.add(cache);
        return cache;
    }

    @AfterEach
    void emptyStore() throws IOException {
        caches.forEach(CachingBlobStore::settle);
        for (Location location : StoredBytes.named(opened.getFirst())) {
            opened.getFirst().delete(location);
        }
        opened.forEach(FilesystemBlobStore::close);
    }
}
