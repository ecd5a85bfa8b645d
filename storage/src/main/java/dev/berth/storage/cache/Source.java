package dev.berth.storage.cache;

import dev.berth.storage.BlobReader;
import java.io.IOException;

/** Opens the same bytes in the store that is cached. */
interface Source {
    BlobReader open() throws IOException;
}
