package dev.berth.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * What one run is asked to do.
 *
 * @param only names of the measurements to take; empty for all
 * @param quick small sizes and short turns, to try the bench itself
 * @param launcher the {@code berth} to measure
 */
record Options(int rounds, Set<String> only, boolean quick, Path launcher) {
    static final String USAGE = """
            usage: bench/run [--rounds N] [--only NAME,NAME…] [--quick] [--berth LAUNCHER]
              --rounds N   measured rounds of each measurement (5)
              --only …     of manifest, blob, upload, push, download, tags, catalogue, memory, start
              --quick      small sizes and short turns: tries the bench, says little about the servers
              --berth …    the launcher of the Berth to measure (./berth)
            A whole run writes bench/RESULTS.md; a part of it, or a quick one, bench/target/RESULTS.md.
            """;

    Options {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be 1 or more");
        }
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
        return new Options(rounds, only, quick, launcher);
    }

    boolean wants(String measurement) {
        return only.isEmpty() || only.contains(measurement);
    }

    /** Whether these are the results to publish. */
    boolean whole() {
        return only.isEmpty() && !quick;
    }
}
