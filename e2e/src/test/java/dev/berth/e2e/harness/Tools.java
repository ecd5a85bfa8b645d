package dev.berth.e2e.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which programs of the machine the tests need. */
public final class Tools {
    private Tools() {}

    /** Fails with one line when a program is not installed: a missing tool is a failure, not a skipped test. */
    public static void require(String... programs) {
        List<String> missing =
                Stream.of(programs).filter(program -> !installed(program)).toList();
        if (!missing.isEmpty()) {
            throw new AssertionError(
                    "not installed: " + String.join(", ", missing) + "; run e2e/install-tools as root");
        }
    }

    /** Where the program is. */
    static Path path(String program) {
        require(program);
        return candidates(program).findFirst().orElseThrow();
    }

    private static boolean installed(String program) {
        return candidates(program).findFirst().isPresent();
    }

    private static Stream<Path> candidates(String program) {
        // Daemons are in sbin, which is not on the path of everybody.
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Stream.of(path.split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }
}
