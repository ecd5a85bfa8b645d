package dev.berth.http;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A connector whose plain connections can send a file without its bytes passing through the program. At its shutdown it ends
 * the connections of which nothing is asked, and leaves the others their time.
 */
public final class SendfileConnector extends ServerConnector {
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    public SendfileConnector(Server server, int acceptors, int selectors, ConnectionFactory... factories) {
        super(server, acceptors, selectors, factories);
        // Jetty's own way cuts off a client that is silent for a second in the middle of its request.
        setShutdownIdleTimeout(0);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SendfileEndPoint endPoint = new SendfileEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        if (isShutdown()) {
            endPoint.endWhenUnused(FAREWELL);
        }
        return endPoint;
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = super.shutdown();
        for (EndPoint endPoint : getConnectedEndPoints()) {
            if (endPoint instanceof SendfileEndPoint connection) {
                connection.endWhenUnused(FAREWELL);
            }
        }
        return done;
    }
}
