package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The temporary folder of a run and the servers started in it; both go when the JVM ends, however it ends. */
final class Workspace {
    private final Path folder;
    private final Deque<Daemon> daemons = new ConcurrentLinkedDeque<>();

    private Workspace(Path folder) {
        this.folder = folder;
    }

    static Workspace create() throws IOException {
        Workspace workspace = new Workspace(Files.createTempDirectory("berth-bench"));
        // A server that runs as another user has a folder of its own in this one.
        Files.setPosixFilePermissions(workspace.folder, PosixFilePermissions.fromString("rwx--x--x"));
        Runtime.getRuntime().addShutdownHook(new Thread(workspace::clear, "clear workspace"));
        return workspace;
    }

    /** A path in the folder, whether something stands there or not. */
    Path path(String name) {
        return folder.resolve(name);
    }

    /** A folder in the folder, made if need be. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(path(name));
    }

    Daemon start(String name, List<String> command, Map<String, String> environment) throws IOException {
        Daemon daemon = Daemon.start(command, environment, path(name + ".out"), path(name + ".err"));
        daemons.push(daemon);
        return daemon;
    }

    /** The server that was started last ends first: it may need one that was started before. */
    private void clear() {
        daemons.forEach(Daemon::close);
        try {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
