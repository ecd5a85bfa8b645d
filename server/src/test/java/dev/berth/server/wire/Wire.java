package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.api.DescribedAnswers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to a running server.
 *
 * @param host its address
 * @param port its port
 */
record Wire(String host, int port) {
    private static final Map<Wire, DescribedAnswers> DESCRIPTIONS = new ConcurrentHashMap<>();

    /** A request that is not sent yet; neither method nor target are checked or changed. */
    Ask ask(String method, String target) {
        return new Ask(this, method, target);
    }

    Ask get(String target) {
        return ask("GET", target);
    }

    Ask head(String target) {
        return ask("HEAD", target);
    }

    Ask put(String target) {
        return ask("PUT", target);
    }

    Ask post(String target) {
        return ask("POST", target);
    }

    Ask patch(String target) {
        return ask("PATCH", target);
    }

    Ask delete(String target) {
        return ask("DELETE", target);
    }

    /** A connection over which anything can be said. */
    Connection connect() {
        return new Connection(this);
    }

    /** What the server says of its API. */
    DescribedAnswers described() {
        return DESCRIPTIONS.computeIfAbsent(
                this,
                wire -> DescribedAnswers.of(
                        wire.get("/api/openapi.json").answers(200).json()));
    }

    /** The server serves as ever, and has not failed in anything that the test did to it. */
    void isAlive() {
        assertThat(LoggedErrors.all()).isEmpty();
        get("/v2/").answers(200).holds("{}");
    }

    /** Where an upload ends: its session with the digest. */
    static String ending(String session, Object digest) {
        return session + (session.contains("?") ? "&" : "?") + "digest=" + digest;
    }
}
