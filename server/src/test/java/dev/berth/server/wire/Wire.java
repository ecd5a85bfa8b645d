package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way to a running server.
 *
 * @param host its address
 * @param port its port
 */
record Wire(String host, int port) {
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

    /** The server serves as ever, and has not failed in anything that the test did to it. */
    void isAlive() {
        assertThat(LoggedErrors.all()).isEmpty();
        get("/v2/").answers(200).holds("{}");
    }
}
