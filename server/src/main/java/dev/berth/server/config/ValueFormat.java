package dev.berth.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the value of a setting is written.
 *
 * @param expected what a person should write, to stand after "expected"
 * @param parser the value that a text stands for; empty when the text is not of this format
 */
record ValueFormat<T>(String expected, Function<String, Optional<T>> parser) {

    /** The value that the text stands for; empty when the text is not of this format. */
    Optional<T> parse(String text) {
        return parser.apply(text);
    }

    /** The same format where nothing may be written as well, which means that there is no value. */
    @SuppressWarnings("OptionalMapToOptional") // the outer says whether the text is right, the inner what it says
    ValueFormat<Optional<T>> orNothing() {
        return new ValueFormat<>(
                expected + ", or nothing",
                text -> text.isEmpty()
                        ? Optional.of(Optional.empty())
                        : parser.apply(text).map(Optional::of));
    }

    static ValueFormat<Boolean> truth() {
        return new ValueFormat<>("true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static <E extends Enum<E>> ValueFormat<E> word(Class<E> words) {
        E[] values = words.getEnumConstants();
        return new ValueFormat<>(
                "one of " + Arrays.stream(values).map(ValueFormat::word).collect(Collectors.joining(", ")),
                text -> Arrays.stream(values)
                        .filter(value -> word(value).equals(text))
                        .findFirst());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ValueFormat<Integer> number(int smallest, int largest) {
        return new ValueFormat<>(
                "a number from " + smallest + " to " + largest,
                text -> WholeNumber.parse(text, largest).map(Math::toIntExact).filter(number -> number >= smallest));
    }

    static ValueFormat<Duration> duration(Duration shortest) {
        return new ValueFormat<>(
                "a duration such as 500ms, 30s, 24h or 7d"
                        + (shortest.isZero() ? "" : ", of at least " + DurationFormat.print(shortest)),
                text -> DurationFormat.parse(text).filter(duration -> duration.compareTo(shortest) >= 0));
    }

    static ValueFormat<Integer> size(int smallest, int largest) {
        return new ValueFormat<>(
                "a size such as 64KiB or 4MiB, from " + SizeFormat.print(smallest) + " to " + SizeFormat.print(largest),
                text -> SizeFormat.parse(text)
                        .filter(bytes -> bytes >= smallest && bytes <= largest)
                        .map(Math::toIntExact));
    }

    /** A size that may be longer than an array. */
    static ValueFormat<Long> bytes(long smallest) {
        return new ValueFormat<>(
                "a size such as 512MiB or 100GiB, of at least " + SizeFormat.print(smallest),
                text -> SizeFormat.parse(text).filter(bytes -> bytes >= smallest));
    }

    /** Any text that says something. */
    static ValueFormat<String> text(String what) {
        return new ValueFormat<>(what, text -> text.isBlank() ? Optional.empty() : Optional.of(text));
    }

    static ValueFormat<String> bucket() {
        return new ValueFormat<>(
                "the name of a bucket",
                text -> text.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") ? Optional.of(text) : Optional.empty());
    }

    static ValueFormat<String> prefix() {
        return new ValueFormat<>(
                "names of folders such as registry/eu, or nothing",
                text -> text.isEmpty() || text.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*/?")
                        ? Optional.of(text)
                        : Optional.empty());
    }

    /** The URL of a database; its parts are looked at when it is used. */
    static ValueFormat<String> postgres() {
        return new ValueFormat<>(
                "a URL such as postgresql://host:5432/name",
                text -> text.matches("postgres(ql)?://\\S+") ? Optional.of(text) : Optional.empty());
    }

    static ValueFormat<Path> path() {
        return new ValueFormat<>("a path", text -> {
            try {
                return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    static ValueFormat<String> host() {
        return new ValueFormat<>(
                "an address or the name of a host, such as 127.0.0.1",
                text -> text.matches("[A-Za-z0-9._:%-]+") ? Optional.of(text) : Optional.empty());
    }

    static ValueFormat<String> address() {
        return new ValueFormat<>(
                "an address such as hub@example.com",
                text -> text.matches("[^\\s@<>,;:\"()]+@[A-Za-z0-9.-]+") ? Optional.of(text) : Optional.empty());
    }

    static ValueFormat<URI> origin() {
        return new ValueFormat<>("an address such as https://registry.example.com, with no path", text -> {
            try {
                return Optional.of(new URI(text)).filter(ValueFormat::isOrigin);
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        });
    }

    private static boolean isOrigin(URI uri) {
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = "".equals(uri.getRawPath()) && uri.getRawQuery() == null && uri.getRawFragment() == null;
        return web && bare && uri.getHost() != null && uri.getRawUserInfo() == null;
    }
}
