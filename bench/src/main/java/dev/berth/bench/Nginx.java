package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx with files at the paths of the registry's API: what the machine can do for answers that never change. */
record Nginx(URI address, Daemon daemon, Path root) implements Contender {

    static Nginx start(Workspace workspace) throws IOException, InterruptedException {
        int port = Daemon.freePort();
        Path home = workspace.folder("nginx");
        Path root = workspace.folder("nginx/root");
        Path settings = home.resolve("nginx.conf");
        // Root's workers would be another user's, who may not read a temporary folder.
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        Files.writeString(settings, """
                daemon off;
                %s
                worker_processes 2;
                pid nginx.pid;
                error_log stderr error;
                events {}
                http {
                  access_log off;
                  sendfile on;
                  keepalive_requests 100000000;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  server {
                    listen 127.0.0.1:%d;
                    root root;
                  }
                }
                """.formatted(user, port));
        Daemon daemon = workspace.start(
                "nginx-server", List.of("nginx", "-p", home.toString(), "-c", settings.toString()), Map.of());
        URI address = URI.create("http://127.0.0.1:" + port);
        daemon.awaitListener(address);
        return new Nginx(address, daemon, root);
    }

    /** Where the answer to a path stands. */
    Path file(String path) {
        return root.resolve(path.substring(1));
    }

    @Override
    public String title() {
        return "nginx";
    }
}
