package dev.berth.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Writes the results of a large hub down, in Markdown.
 *
 * @param remark what the hub holds
 */
record HubReport(
        String command,
        Duration taken,
        Map<String, String> machine,
        String remark,
        List<Section> sections,
        List<String> failures)
        implements Results {
    private static final String METHOD = """
            Each figure is the median of its rounds, and in a round the median, or what 95 of 100 stay below, of many different
            pages: other words, other repositories, other places in lists, chosen at random among all. Every page is asked for
            over HTTP, of a node with its default flags, by a stranger, by a person who is signed in, has repositories and
            owns two organisations, and by an administrator, who sees everything; one request after the other. The
            first round does not count. A bar is judged by the slowest column.

            - A few repositories have very many tags: 25 have 10,000 or more, others a few, some none. A quarter of all
              repositories are private. Tags of two in five images have a tag beside them; one image of fifty is in many
              repositories.
            - The listings, their terms and the keys of versions were written by what writes them in a server; the
              rows of tags, manifests, blobs and events were made as pushes make them. The blobs have no bytes, but for one
              configuration that all images share.
            - A page "far behind" begins somewhere in the first ten thousand entries of its list.
            - PostgreSQL is new, with the settings that it has by default, and runs on the same cores as the node and the bench.
            """;

    @Override
    public String markdown() {
        return """
                # Results: a large hub

                Made by `%s`, which writes this file; it took %d minutes.

                %s%s
                %s

                **%d of %d kinds of pages meet their bar.**

                %s
                ## How to read them

                %s""".formatted(
                        command,
                        (taken.toSeconds() + 30) / 60,
                        Report.machineTable(machine),
                        Report.failed(failures),
                        remark,
                        judged().stream().filter(HubReport::met).count(),
                        judged().size(),
                        sections.stream().map(HubReport::section).collect(Collectors.joining("\n")),
                        METHOD);
    }

    private List<Figure> judged() {
        return sections.stream()
                .flatMap(section -> section.figures().stream())
                .filter(figure -> figure.bar().isPresent())
                .toList();
    }

    /** Whether every column is where the bar wants it. */
    private static boolean met(Figure figure) {
        Bar bar = figure.bar().orElseThrow();
        return figure.rounds().keySet().stream()
                .map(figure::median)
                .mapToDouble(OptionalDouble::orElseThrow)
                .allMatch(bar::admits);
    }

    private static String section(Section section) {
        List<String> columns = section.contenders();
        List<String> head = new ArrayList<>(List.of("ms"));
        head.addAll(columns);
        head.addAll(List.of("bar", ""));
        String table =
                section.figures().stream().map(figure -> row(figure, columns)).collect(Collectors.joining());
        return "## " + section.title() + "\n\n" + Report.row(head) + "|---|" + "--:|".repeat(columns.size())
                + "---|---|\n" + table;
    }

    private static String row(Figure figure, List<String> columns) {
        List<String> cells = new ArrayList<>(List.of(figure.title()));
        columns.forEach(column -> cells.add(Report.number(figure.median(column))));
        cells.add(figure.bar().map(Bar::toString).orElse(""));
        cells.add(figure.bar().map(bar -> met(figure) ? "met" : "**missed**").orElse(""));
        return Report.row(cells);
    }
}
