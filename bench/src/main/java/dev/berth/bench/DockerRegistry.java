package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's docker-registry with Debian's settings, but without its login and its access log, which favours it. */
record DockerRegistry(URI address, Daemon daemon, Path data) implements Contender {

    static DockerRegistry start(Workspace workspace, String folder) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        Path data = workspace.folder(folder);
        Daemon daemon = workspace.start(folder, command(workspace, data, port), Map.of());
        daemon.awaitListener(address);
        return new DockerRegistry(address, daemon, data);
    }

    /** The command line that serves a data folder at a port. */
    static List<String> command(Workspace workspace, Path data, int port) throws IOException {
        Path settings = workspace.path("docker-registry-" + port + ".yml");
        Files.writeString(settings, """
                version: 0.1
                log:
                  level: error
                  accesslog:
                    disabled: true
                storage:
                  cache:
                    blobdescriptor: inmemory
                  filesystem:
                    rootdirectory: %s
                  delete:
                    enabled: true
                http:
                  addr: 127.0.0.1:%d
                health:
                  storagedriver:
                    enabled: true
                    interval: 10s
                    threshold: 3
                """.formatted(data, port));
        return List.of("docker-registry", "serve", settings.toString());
    }

    @Override
    public String title() {
        return "docker-registry";
    }
}
