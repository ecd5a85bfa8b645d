package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Workers with a connection each, that share out numbered jobs. */
final class Crew implements AutoCloseable {
    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads;

    Crew(URI address, Optional<String> authorization, int size) throws IOException {
        for (int i = 0; i < size; i++) {
            connections.add(new Connection(address, authorization));
        }
        threads = Executors.newFixedThreadPool(size);
    }

    /** Does the jobs from one number to before another; the first failure among them is thrown. */
    void work(int from, int to, Job job) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        List<Callable<Void>> shifts = new ArrayList<>();
        for (Connection connection : connections) {
            shifts.add(() -> {
                for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                    job.run(connection, number);
                }
                return null;
            });
        }
        for (Future<Void> shift : threads.invokeAll(shifts)) {
            try {
                shift.get();
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
    }

    /** The first worker's connection, for what is done alone. */
    Connection first() {
        return connections.getFirst();
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    interface Job {
        void run(Connection connection, int number) throws IOException;
    }
}
