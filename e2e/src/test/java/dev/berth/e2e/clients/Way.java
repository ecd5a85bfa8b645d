package dev.berth.e2e.clients;

/** How a client reaches the registry, and what it shows there. */
enum Way {
    HTTP_WITH_PASSWORD(false, false),
    HTTP_WITH_TOKEN(false, true),
    TLS_WITH_PASSWORD(true, false),
    TLS_WITH_TOKEN(true, true);

    private final boolean tls;
    private final boolean token;

    Way(boolean tls, boolean token) {
        this.tls = tls;
        this.token = token;
    }

    boolean tls() {
        return tls;
    }

    boolean token() {
        return token;
    }

    /** A user's name that no other way uses. */
    String user(String name) {
        return name + (tls ? "tls" : "") + (token ? "token" : "");
    }
}
