package dev.berth.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of the pages in the jar. Nothing is read before it is asked for, since the start of a server must not wait for
 * pages; what was read is kept, and is less than a megabyte altogether.
 *
 * <p>The table {@code files.tsv} has a row for each: name, {@code gzip} or {@code identity}, hash, content type.
 */
final class PageFiles {
    private static final String TABLE = "files.tsv";

    private record Row(String compression, String hash, String contentType) {
        boolean isCompressed() {
            return compression.equals("gzip");
        }
    }

    private final String folder;
    private final Map<String, PageFile> read = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, Row> table;

    /** @param folder the folder of the class path that holds them, as in {@code /pages/} */
    PageFiles(String folder) {
        this.folder = folder;
    }

    /** Whether there is such a file, by its name without a slash in front. */
    boolean has(String name) {
        return table().containsKey(name);
    }

    /** The file of this name. */
    Optional<PageFile> file(String name) {
        Row row = table().get(name);
        return row == null ? Optional.empty() : Optional.of(read.computeIfAbsent(name, it -> read(it, row)));
    }

    private PageFile read(String name, Row row) {
        byte[] bytes = bytes(row.isCompressed() ? name + ".gz" : name)
                .orElseThrow(() -> new IllegalStateException("the jar has no file of the pages " + name));
        return new PageFile(row.contentType(), row.hash(), row.isCompressed(), bytes);
    }

    private Map<String, Row> table() {
        Map<String, Row> known = table;
        if (known == null) {
            String text = new String(bytes(TABLE).orElse(new byte[0]), StandardCharsets.UTF_8);
            known = text.lines()
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> new Row(row[1], row[2], row[3])));
            table = known;
        }
        return known;
    }

    private Optional<byte[]> bytes(String name) {
        try (InputStream content = PageFiles.class.getResourceAsStream(folder + name)) {
            return content == null ? Optional.empty() : Optional.of(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the pages cannot be read", e);
        }
    }
}
