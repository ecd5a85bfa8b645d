package dev.berth.e2e.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A stretch of network in front of the server that is cut, a number of times, after a number of bytes. */
public final class FlakyProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final AtomicInteger cutsLeft = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicLong bytesUntilCut = new AtomicLong(Long.MAX_VALUE);
    private volatile long every = Long.MAX_VALUE;

    private FlakyProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    public static FlakyProxy before(int port) throws IOException {
        var proxy = new FlakyProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        Thread.startVirtualThread(proxy::accept);
        return proxy;
    }

    /** From now on a connection is cut whenever so many bytes have passed, until it happened so often. */
    public void cut(int times, long afterBytes) {
        cuts.set(0);
        every = afterBytes;
        bytesUntilCut.set(afterBytes);
        cutsLeft.set(times);
    }

    /** How often it happened since the last {@link #cut}. */
    public int cuts() {
        return cuts.get();
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String registry() {
        return "127.0.0.1:" + port();
    }

    public URI uri() {
        return URI.create("http://" + registry());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.startVirtualThread(() -> connect(client));
            } catch (IOException closed) {
                // The loop's condition sees it.
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            Thread.startVirtualThread(() -> copy(client, server, client));
            Thread.startVirtualThread(() -> copy(server, client, client));
        } catch (IOException refused) {
            close(client);
        }
    }

    private static void close(Socket client) {
        try {
            client.close();
        } catch (IOException gone) {
            // The client sees a closed connection, which is what this class is for.
        }
    }

    private void copy(Socket from, Socket to, Socket client) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (bytesUntilCut.addAndGet(-read) <= 0 && cutsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    bytesUntilCut.set(every);
                    cuts.incrementAndGet();
                    // The client sees a reset, the server the end of what has come through.
                    client.setSoLinger(true, 0);
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException cut) {
            // Either end is gone; closing both is all there is to do.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
