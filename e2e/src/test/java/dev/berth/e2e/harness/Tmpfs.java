package dev.berth.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a chosen size, in memory, mounted while the test runs. */
public record Tmpfs(Path folder) implements AutoCloseable {

    public static Tmpfs mount(Path folder, String options) throws IOException {
        Tools.require("mount", "umount");
        Files.createDirectories(folder);
        Command.of("mount", "-t", "tmpfs", "-o", options, "berth-e2e", folder.toString())
                .succeeds();
        return new Tmpfs(folder);
    }

    /** Changes its size, or its other options, while it is in use. */
    public void remount(String options) {
        Command.of("mount", "-o", "remount," + options, folder.toString()).succeeds();
    }

    @Override
    public void close() {
        Command.of("umount", "--lazy", folder.toString()).succeeds();
    }
}
