package dev.berth.server;

import dev.berth.server.config.Configuration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A Berth that runs. A placeholder until the rooms are wired: it listens, and answers 200 to everything. */
public final class BerthServer {
    private final Server server;
    private final URI address;

    private BerthServer(Server server, URI address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts what the configuration describes.
     *
     * @throws StartupFailure when it cannot, as when the port is taken
     */
    public static BerthServer start(Configuration configuration) throws StartupFailure {
        String host = configuration.http().host();
        int port = configuration.http().port();
        Server server = new Server(new InetSocketAddress(host, port));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                callback.succeeded();
                return true;
            }
        });
        try {
            server.start();
            int taken = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
            return new BerthServer(server, URI.create("http://" + host + ":" + taken));
        } catch (IOException e) {
            throw new StartupFailure("port " + port + " of " + host + " cannot be listened on: " + e.getMessage());
        } catch (Exception e) {
            throw new StartupFailure("the server cannot start: " + e.getMessage(), e);
        }
    }

    /** Where the server can be reached. */
    public URI address() {
        return address;
    }

    /** Takes no more requests, lets the running ones finish, and closes everything. */
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }
}
