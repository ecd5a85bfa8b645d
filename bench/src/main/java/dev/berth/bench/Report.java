package dev.berth.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the results down, in Markdown. */
record Report(String command, Map<String, String> machine, List<Figure> figures, List<String> failures)
        implements Results {
    private static final String METHOD = """
            Each figure is the median of its rounds; in a round each server has its turn, one after the other, after
            three turns of each that do not count, and the disk is flushed (`sync`) before every turn. Servers, load and
            clients share the cores. A bar is judged by the medians.

            - Both registries ask for a token (ES256) with every request, which the client fetched before the clock
              starts. Berth runs with its default flags, on private repositories; docker-registry with the settings that
              Debian ships, but for these tokens in the place of a password that it would hash anew for every request.
              Each writes the log that it writes by default: docker-registry two lines a request, Berth a line for what
              changes something.
            - Berth answers a push when its bytes, their folder and the row are on the disk: three fsyncs a blob, shared by
              those that come together. docker-registry makes sixteen a blob, of the files that it writes, and none of
              the folders that name them; what it acknowledged may still be lost. It is reported as it is.
            - Where a bar is missed, `bench/PROFILE.md` shows where the time goes.
            - The limit is what the machine can do without a registry: of reads, nginx, which serves the same bytes as files,
              `sendfile on`; of uploads, files of that size that the bench writes and brings to the disk (fsync), as many at a
              time.
            - Pushed bytes are new each time; layers are streamed in chunks of 32 KiB, as Docker's client does.
            - A page is asked for by 8 connections, with `n=100` and `last` in the middle of the list. docker-registry 2.8
              ignores both for tags and answers with the whole list.
            - A start is timed from the command (`./berth serve --open`, already built) to the first 200 on `/v2/`, asked for
              every millisecond.
            - CPU seconds are user and system time of the server's processes, its workers included. Memory is that of the
              server's process; a MB is 1,000,000 bytes.
            """;

    @Override
    public String markdown() {
        return """
                # Results

                Made by `%s`, which writes this file.

                %s%s
                ## Medians

                %s
                ## How to read them

                %s
                ## Rounds

                %s""".formatted(command, machineTable(machine), failed(failures), medians(), METHOD, rounds());
    }

    static String machineTable(Map<String, String> machine) {
        return "| Machine | |\n|---|---|\n"
                + machine.entrySet().stream()
                        .map(fact -> row(List.of(fact.getKey(), fact.getValue())))
                        .collect(Collectors.joining());
    }

    static String failed(List<String> failures) {
        return failures.stream()
                .map(failure -> "\n**Failed:** " + failure + "\n")
                .collect(Collectors.joining());
    }

    private String medians() {
        return """
                | | unit | Berth | docker-registry | limit | Berth ÷ docker-registry | Berth ÷ limit | bar | |
                |---|---|--:|--:|--:|--:|--:|---|---|
                """ + figures.stream().map(Report::medians).collect(Collectors.joining());
    }

    private static String medians(Figure figure) {
        return row(List.of(
                figure.title(),
                figure.unit(),
                number(figure.median("Berth")),
                number(figure.median("docker-registry")),
                number(figure.limit().map(figure::median).orElseGet(OptionalDouble::empty)),
                number(figure.ratio("docker-registry")),
                number(figure.limit().map(figure::ratio).orElseGet(OptionalDouble::empty)),
                figure.bar().map(Bar::toString).orElse(""),
                verdict(figure)));
    }

    /** Whether the figure meets its bar, in a word; empty without a bar. */
    static String verdict(Figure figure) {
        return figure.met().map(met -> met ? "met" : "**missed**").orElse("");
    }

    private String rounds() {
        return figures.stream().map(Report::rounds).collect(Collectors.joining("\n"));
    }

    /** The table of a figure's rounds. */
    static String rounds(Figure figure) {
        int count = figure.rounds().values().stream().mapToInt(List::size).max().orElse(0);
        String head =
                IntStream.rangeClosed(1, count).mapToObj(i -> " " + i + " |").collect(Collectors.joining());
        return "| %s%s |%s\n|---|%s\n"
                        .formatted(
                                figure.title(),
                                figure.unit().isEmpty() ? "" : ", " + figure.unit(),
                                head,
                                "--:|".repeat(count))
                + figure.rounds().entrySet().stream()
                        .map(rounds -> row(rounds.getKey(), rounds.getValue()))
                        .collect(Collectors.joining());
    }

    private static String row(String title, List<Double> values) {
        return "| " + title + " | " + values.stream().map(Report::number).collect(Collectors.joining(" | ")) + " |\n";
    }

    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    /** A number with three digits that count, or all of those before the point. */
    static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return decimals == 0 ? text : text.replaceFirst("\\.?0+$", "");
    }
}
