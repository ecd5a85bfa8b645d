package dev.berth.registry;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One platform that a manifest is for (image-spec, image-index.md, "platform").
 *
 * @param digest the manifest of this platform
 * @param size its configuration and layers, compressed, in bytes
 */
public record Platform(String os, String architecture, Optional<String> variant, String digest, long size) {
    private static final String FIELD = "\t";

    /** These platforms as the text that the table {@code image} keeps: a line each. */
    public static String write(List<Platform> platforms) {
        return platforms.stream()
                .map(it -> String.join(
                        FIELD,
                        plain(it.os),
                        plain(it.architecture),
                        plain(it.variant.orElse("")),
                        it.digest,
                        String.valueOf(it.size)))
                .collect(Collectors.joining("\n"));
    }

    /** The platforms that {@link #write} wrote. */
    static List<Platform> read(String text) {
        return text.lines().map(line -> line.split(FIELD, -1)).map(Platform::of).toList();
    }

    private static Platform of(String[] fields) {
        return new Platform(
                fields[0],
                fields[1],
                Optional.of(fields[2]).filter(it -> !it.isEmpty()),
                fields[3],
                Long.parseLong(fields[4]));
    }

    /** Strangers write these words, and may put anything into them. */
    private static String plain(String word) {
        StringBuilder plain = new StringBuilder();
        word.chars().limit(64).filter(c -> c > ' ' && c < 0x7f).forEach(c -> plain.append((char) c));
        return plain.toString();
    }
}
