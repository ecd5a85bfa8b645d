package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A server under measurement. */
sealed interface Contender permits Berth, DockerRegistry, Nginx {
    /** Talks to the servers outside the clock; {@link Connection} does it inside. */
    HttpClient CLIENT = HttpClient.newHttpClient();

    String title();

    URI address();

    Daemon daemon();

    /** The Authorization header of requests in this scope of the token protocol; empty where nobody asks for one. */
    default Optional<String> authorization(String scope) throws IOException, InterruptedException {
        return Optional.empty();
    }

    /** Stores the body that a GET answers. */
    default void fetch(String path, String scope, Path target) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address().resolve(path)).header("Accept", Image.MANIFEST);
        authorization(scope).ifPresent(value -> request.header("Authorization", value));
        Files.createDirectories(target.toAbsolutePath().getParent());
        HttpResponse<Path> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofFile(target));
        if (response.statusCode() != 200) {
            throw new IllegalStateException(title() + ": GET " + path + " answers " + response.statusCode());
        }
    }

    /** The scope to pull from and push to a repository. */
    static String pushing(String repository) {
        return "repository:" + repository + ":pull,push";
    }

    /** The scope to pull from a repository. */
    static String pulling(String repository) {
        return "repository:" + repository + ":pull";
    }
}
