package dev.berth.http;

import org.eclipse.jetty.server.Request;

/** How a client reached this server. */
final class BaseUrl {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private BaseUrl() {}

    /** Scheme, host and port, without a slash at the end. */
    static String of(Request request) {
        StringBuilder url = new StringBuilder(request.isSecure() ? "https" : "http")
                .append("://")
                .append(Request.getServerName(request));
        int port = Request.getServerPort(request);
        if (port != (request.isSecure() ? HTTPS : HTTP)) {
            url.append(':').append(port);
        }
        return url.toString();
    }
}
