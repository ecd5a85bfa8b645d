package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian's docker-registry with Debian's settings, but asking for tokens as Berth does, not for a password at every request. */
record DockerRegistry(URI address, Daemon daemon, Path data, TokenIssuer tokens) implements Contender {

    static DockerRegistry start(Workspace workspace, String folder) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        Path data = workspace.folder(folder);
        TokenIssuer tokens = TokenIssuer.in(data);
        String auth = """
                auth:
                  token:
                    realm: %s/token
                    service: %s
                    issuer: %s
                    rootcertbundle: %s
                """.formatted(address, TokenIssuer.SERVICE, TokenIssuer.ISSUER, tokens.certificate());
        Daemon daemon = workspace.start(folder, command(workspace, data, port, auth), Map.of());
        daemon.awaitListener(address);
        return new DockerRegistry(address, daemon, data, tokens);
    }

    /** The command line that serves a data folder at a port to everybody. */
    static List<String> command(Workspace workspace, Path data, int port) throws IOException {
        return command(workspace, data, port, "");
    }

    private static List<String> command(Workspace workspace, Path data, int port, String auth) throws IOException {
        Path settings = workspace.path("docker-registry-" + port + ".yml");
        Files.writeString(settings, """
                version: 0.1
                log:
                  fields: {service: registry}
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
                """.formatted(data, port) + auth);
        return List.of("docker-registry", "serve", settings.toString());
    }

    @Override
    public Optional<String> authorization(String scope) {
        return Optional.of("Bearer " + tokens.token(scope));
    }

    @Override
    public String title() {
        return "docker-registry";
    }
}
