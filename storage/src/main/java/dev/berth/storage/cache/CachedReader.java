package dev.berth.storage.cache;

import dev.berth.storage.BlobReader;
import dev.berth.storage.FileBacked;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** Reads a file of the cache; if the disk fails, the store. */
final class CachedReader implements BlobReader, FileBacked {
    private final CacheFolder.OpenFile file;
    private final Source source;
    private Optional<BlobReader> instead = Optional.empty();

    CachedReader(CacheFolder.OpenFile file, Source source) {
        this.file = file;
        this.source = source;
    }

    @Override
    public FileChannel channel() {
        return file.channel();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public int read(ByteBuffer buffer, long position) throws IOException {
        if (position >= file.size()) {
            return -1;
        }
        if (instead.isEmpty()) {
            try {
                int count = file.channel().read(buffer, position);
                if (count >= 0) {
                    return count;
                }
            } catch (IOException e) {
                file.reportDamage(e);
            }
            instead = Optional.of(source.open());
        }
        return instead.get().read(buffer, position);
    }

    @Override
    public void close() throws IOException {
        try (FileChannel _ = file.channel()) {
            if (instead.isPresent()) {
                instead.get().close();
            }
        }
    }
}
