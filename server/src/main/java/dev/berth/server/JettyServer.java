package dev.berth.server;

import dev.berth.http.BerthHandler;
import dev.berth.http.HttpConfig;
import dev.berth.http.SendfileConnector;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty, set up for Berth: one port, requests on virtual threads, buffers bounded. */
final class JettyServer {
    private static final Logger log = LoggerFactory.getLogger(JettyServer.class);
    private static final int MOST_THREADS = 32;
    private static final int MOST_SELECTORS = 8;
    private static final int INPUT_BUFFER = 64 << 10;
    private static final int LARGEST_POOLED = 256 << 10;
    private static final long POOLED_MEMORY = 16L << 20;
    private static final int HEADERS = 32 << 10;

    private final Server server;
    private final URI address;

    private JettyServer(Server server, URI address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Listens, and hands every request to this handler.
     *
     * @throws StartupFailure when the address cannot be listened on
     */
    static JettyServer start(HttpConfig config, BerthHandler handler, Optional<TlsContext> tls) throws StartupFailure {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        threads.setName("http");
        Server server = new Server(
                threads, null, new ArrayByteBufferPool(0, -1, LARGEST_POOLED, -1, POOLED_MEMORY, POOLED_MEMORY));
        ServerConnector connector = new SendfileConnector(server, 1, selectors(), connections(tls));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(config.idleTimeout().toMillis());
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.setErrorHandler(new MalformedRequests());
        server.setStopTimeout(config.drain().toMillis());
        server.setHandler(new GracefulHandler(handler));
        try {
            server.start();
        } catch (Exception e) {
            throw failure(config, e);
        }
        String scheme = tls.isPresent() ? "https" : "http";
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return new JettyServer(server, URI.create(scheme + "://" + host + ":" + connector.getLocalPort()));
    }

    /** Pulls of what is in memory are served by the threads that wait for connections, so there is one for each core. */
    private static int selectors() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MOST_SELECTORS);
    }

    private static ConnectionFactory[] connections(Optional<TlsContext> tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // For the REST API's names of repositories; elsewhere BerthHandler refuses it.
        http.setUriCompliance(UriCompliance.DEFAULT.with("berth", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        http.setInputBufferSize(INPUT_BUFFER);
        http.setRequestHeaderSize(HEADERS);
        // A cache of header lines would cost every connection, idle ones too, a hundred kilobytes.
        http.setHeaderCacheSize(0);
        http.setNotifyRemoteAsyncErrors(false);
        if (tls.isPresent()) {
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        plain.setInputBufferSize(INPUT_BUFFER);
        List<ConnectionFactory> all = new ArrayList<>();
        tls.ifPresent(it -> all.add(new SslConnectionFactory(it.factory(), plain.getProtocol())));
        all.add(plain);
        return all.toArray(ConnectionFactory[]::new);
    }

    private static StartupFailure failure(HttpConfig config, Exception e) {
        String address = config.host() + ":" + config.port();
        if (e instanceof BindException || e.getCause() instanceof BindException) {
            return new StartupFailure(address + " is in use, or no address of this machine:"
                    + " stop what listens there, or choose another with --port or --host");
        }
        if (e instanceof IOException) {
            return new StartupFailure(address + " cannot be listened on: " + e.getMessage());
        }
        return new StartupFailure("the server cannot start: " + e.getMessage(), e);
    }

    URI address() {
        return address;
    }

    /** How many threads of the server are busy with connections. */
    int busyThreads() {
        return server.getThreadPool().getThreads() - server.getThreadPool().getIdleThreads();
    }

    /** Takes no more requests, and waits for those under way, but no longer than the configuration says. */
    void stop() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            log.warn("requests that were not finished in time were cut off");
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }
}
