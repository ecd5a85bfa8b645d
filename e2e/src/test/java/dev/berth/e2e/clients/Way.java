package dev.berth.e2e.clients;

/** How a client reaches the registry, what it shows there, and whether one server is behind it or several nodes. */
enum Way {
    HTTP_WITH_PASSWORD(false, false, false),
    HTTP_WITH_TOKEN(false, true, false),
    TLS_WITH_PASSWORD(true, false, false),
    TLS_WITH_TOKEN(true, true, false),
    NODES_OVER_HTTP_WITH_PASSWORD(false, false, true),
    NODES_OVER_TLS_WITH_TOKEN(true, true, true);

    private final boolean tls;
    private final boolean token;
    private final boolean nodes;

    Way(boolean tls, boolean token, boolean nodes) {
        this.tls = tls;
        this.token = token;
        this.nodes = nodes;
    }

    boolean tls() {
        return tls;
    }

    boolean token() {
        return token;
    }

    boolean nodes() {
        return nodes;
    }

    /** A user's name that no other way uses. */
    String user(String name) {
        return name + (tls ? "tls" : "") + (token ? "token" : "") + (nodes ? "nodes" : "");
    }
}
