package dev.berth.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the results of many nodes down, in Markdown. */
record NodesReport(
        String command, Duration taken, Map<String, String> machine, List<Section> sections, List<String> failures)
        implements Results {
    private static final String METHOD = """
            Each figure is the median of its rounds; in a round each column has its turn, one after the other, after a first turn
            of each that does not count, and the disk is flushed (`sync`) before every turn. Nodes, PostgreSQL, the S3 endpoint,
            load and clients share the cores. A bar is judged by the medians of the first column.

            - PostgreSQL is new, with the settings that it has by default, durability included. The S3 endpoint is s3proxy, which
              checks signatures and keeps objects as files; it answers before they are on the disk. A node runs with its default
              flags; repositories are private, and requests carry tokens.
            - Where there are fewer nodes than three, the others stand by. There is no balancer: each node has a wrk of its own
              with an equal share of the connections, or an equal share of the pushers.
            - The AWS SDK is the one in Berth's jar, in a process of its own: parts of 8 MiB, three of each object under way, its
              client set up as Berth's, except that it signs its bytes, as the SDK does without TLS, where Berth sends a
              checksum of them. It sends bytes that it has; Berth receives them from its clients first, and hashes them.
            - "By redirect" a node answers with an address at the endpoint, for each download anew; "from the endpoint" is the GET
              of such an address alone.
            - Latencies are of one client that sends one request after the other, to one installation and the other in turn;
              "of 95 in 100" is what so many stay below. What is asked for is spread over the whole installation.
            - A collection is timed from the moment when its candidates are there to the commit that takes the last one. The bytes
              are deleted after that, as fast as the store does it; these blobs have none.
            - CPU seconds are user and system time of the processes. Memory is that of the node's process; a MB is 1,000,000
              bytes.
            """;

    @Override
    public String markdown() {
        return """
                # Results: many nodes

                Made by `%s`, which writes this file; it took %d minutes.

                %s%s
                %s
                ## How to read them

                %s
                ## Rounds

                %s""".formatted(
                        command,
                        (taken.toSeconds() + 30) / 60,
                        Report.machineTable(machine),
                        Report.failed(failures),
                        sections.stream().map(NodesReport::section).collect(Collectors.joining("\n")),
                        METHOD,
                        sections.stream()
                                .flatMap(section -> section.figures().stream())
                                .map(Report::rounds)
                                .collect(Collectors.joining("\n")));
    }

    private static String section(Section section) {
        List<String> contenders = section.contenders();
        String table = Report.row(cells("", "unit", contenders, "ratio", "bar", ""))
                + "|---|---|" + "--:|".repeat(contenders.size() + 1) + "---|---|\n"
                + section.figures().stream()
                        .map(figure -> row(figure, contenders))
                        .collect(Collectors.joining());
        String remarks =
                section.remarks().stream().map(remark -> "\n" + remark + "\n").collect(Collectors.joining());
        return "## " + section.title() + "\n\n" + table + remarks;
    }

    private static String row(Figure figure, List<String> contenders) {
        return Report.row(cells(
                figure.title(),
                figure.unit(),
                contenders.stream()
                        .map(contender -> Report.number(figure.median(contender)))
                        .toList(),
                ratio(figure),
                figure.bar().map(Bar::toString).orElse(""),
                Report.verdict(figure)));
    }

    /** The figure that its bar judges; empty where there is none. */
    private static String ratio(Figure figure) {
        return figure.bar()
                .flatMap(Bar::peer)
                .map(peer -> Report.number(figure.ratio(peer)))
                .orElse("");
    }

    private static List<String> cells(
            String title, String unit, List<String> values, String ratio, String bar, String verdict) {
        List<String> cells = new ArrayList<>(List.of(title, unit));
        cells.addAll(values);
        cells.addAll(List.of(ratio, bar, verdict));
        return cells;
    }
}
