package dev.berth.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk in memory that is soon full, mounted while the test runs. Skips the test of who is not root. */
public record SmallDisk(Path folder) implements AutoCloseable {

    /**
     * Mounts the disk.
     *
     * @param options its limits, as in {@code size=1m}
     */
    public static SmallDisk mount(Path folder, String options) throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may mount a small disk");
        Files.createDirectories(folder);
        int mounted = run("mount", "-t", "tmpfs", "-o", options, "berth-test", folder.toString());
        assumeTrue(mounted == 0, "this root may not mount a small disk");
        return new SmallDisk(folder);
    }

    @Override
    public void close() throws IOException {
        run("umount", "--lazy", folder.toString());
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
