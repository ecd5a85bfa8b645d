package dev.berth.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * What one run is asked to do.
 *
 * @param words the command line
 * @param only names of the measurements to take; empty for all
 * @param quick small sizes and short turns, to try the bench itself
 * @param launcher the {@code berth} to measure
 */
record Options(List<String> words, int rounds, Set<String> only, boolean quick, Path launcher) {
    /** Chooses the measurements of many nodes. */
    static final String NODES = "--nodes";

    /** Chooses those of the hub. */
    static final String HUB = "--hub";

    static final String USAGE = """
            usage: bench/run [--nodes | --hub] [--rounds N] [--only NAME,NAME…] [--quick] [--berth LAUNCHER]
              --nodes      many nodes over PostgreSQL and S3, instead of one machine beside its peers
              --hub        pages of a hub of 100,000 repositories and 1,000,000 tags, on SQLite and on PostgreSQL
              --rounds N   measured rounds of each measurement (5)
              --only …     of manifest, blob, upload, push, download, tags, catalogue, memory, start;
                           with --nodes, of nodes, s3, scale;
                           with --hub, of explore, search, pages, tags, events, writes
              --quick      small sizes and short turns: tries the bench, says little about the servers
              --berth …    the launcher of the Berth to measure (./berth)
            A whole run writes bench/RESULTS.md, with --nodes bench/RESULTS-NODES.md, with --hub bench/RESULTS-HUB.md; a part
            of it, or a quick one, writes the file of the same name in bench/target.
            """;

    Options {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be 1 or more");
        }
        words = List.copyOf(words);
        only = Set.copyOf(only);
    }

    /** Reads a command line; throws {@link IllegalArgumentException} with what is wrong with it. */
    static Options parse(List<String> arguments, Set<String> measurements) {
        int rounds = 5;
        Set<String> only = Set.of();
        boolean quick = false;
        Path launcher = Path.of("./berth");
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            try {
                switch (option) {
                    case NODES, HUB -> {} // It has chosen the measurements.
                    case "--rounds" -> rounds = Integer.parseInt(rest.next());
                    case "--only" -> only = Set.of(rest.next().split(","));
                    case "--quick" -> quick = true;
                    case "--berth" -> launcher = Path.of(rest.next());
                    default -> throw new IllegalArgumentException("unknown option " + option);
                }
            } catch (NoSuchElementException | NumberFormatException e) {
                throw new IllegalArgumentException(option + " needs a value", e);
            }
        }
        if (!measurements.containsAll(only)) {
            throw new IllegalArgumentException("--only takes some of " + String.join(",", measurements));
        }
        return new Options(arguments, rounds, only, quick, launcher);
    }

    /** How the run can be repeated. */
    String command() {
        return ("./berth bench " + String.join(" ", words)).strip();
    }

    boolean wants(String measurement) {
        return only.isEmpty() || only.contains(measurement);
    }

    /** Whether these are the results to publish. */
    boolean whole() {
        return only.isEmpty() && !quick;
    }
}
