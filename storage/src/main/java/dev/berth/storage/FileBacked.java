package dev.berth.storage;

import java.nio.channels.FileChannel;

/** What a {@link BlobReader} can do besides, where the bytes are a local file: give the file to whom can send it whole. */
public interface FileBacked {
    /** The file, which closes with the reader; the location's bytes are all of it, in order. */
    FileChannel channel();
}
