package dev.berth.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.AfterProperty;

class FilesystemBlobStorePropertiesTest extends BlobStoreProperties {
    private final List<FilesystemBlobStore> opened = new ArrayList<>();
    private final Path folder;

    FilesystemBlobStorePropertiesTest() throws IOException {
        folder = Files.createTempDirectory("berth-blobs");
    }

    @Override
    protected BlobStore open() throws IOException {
        FilesystemBlobStore store = FilesystemBlobStore.open(folder);
        opened.add(store);
        return store;
    }

    @AfterProperty
    void clear() throws IOException {
        opened.forEach(FilesystemBlobStore::close);
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(FilesystemBlobStorePropertiesTest::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
