package dev.berth.registry;

import dev.berth.database.DatabaseFailure;
import dev.berth.database.Lease;
import dev.berth.database.Leases;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For several nodes: whoever collects or keeps the others from it holds a lease, which is renewed until it is given back. The
 * lease of a node that died ends by itself.
 */
final class ExclusionByLease implements Exclusion {
    private static final Logger log = LoggerFactory.getLogger(ExclusionByLease.class);
    private static final String NAME = "collection";
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMillis(250);

    private final Leases leases;
    private final Duration length;

    ExclusionByLease(Leases leases) {
        this(leases, LENGTH);
    }

    /** @param length how long the lease of a node that died keeps the others from their work */
    ExclusionByLease(Leases leases, Duration length) {
        this.leases = leases;
        this.length = length;
    }

    @Override
    public Optional<Collecting> tryCollect() {
        return leases.tryTake(NAME, length).map(Kept::new).map(Renewed::new);
    }

    @Override
    public Collector.Pause pause() {
        Optional<Lease> lease = leases.tryTake(NAME, length);
        while (lease.isEmpty()) {
            pauseBeforeNextTry();
            lease = leases.tryTake(NAME, length);
        }
        return new Kept(lease.get());
    }

    private static void pauseBeforeNextTry() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryFailure(WireError.UNAVAILABLE);
        }
    }

    /** A lease that is renewed, long before it ends, until it is given back. */
    private final class Kept implements Collector.Pause {
        private final CountDownLatch done = new CountDownLatch(1);
        private final Thread renewing;
        private volatile Optional<Lease> lease;

        Kept(Lease lease) {
            this.lease = Optional.of(lease);
            this.renewing = Thread.ofVirtual().name("lease").start(this::renewUntilDone);
        }

        private void renewUntilDone() {
            try {
                while (!done.await(length.toMillis() / 3, TimeUnit.MILLISECONDS) && lease.isPresent()) {
                    renew(lease.get());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void renew(Lease held) {
            try {
                lease = leases.renew(held, length);
                if (lease.isEmpty()) {
                    log.warn("the lease of the collection was lost to another node");
                }
            } catch (DatabaseFailure e) {
                // As long as it holds it can be tried again.
                log.debug("the lease of the collection could not be renewed", e);
            }
        }

        @Override
        public boolean holds() {
            return lease.filter(Lease::holds).isPresent();
        }

        @Override
        public void close() {
            done.countDown();
            try {
                renewing.join();
                lease.ifPresent(leases::release);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (DatabaseFailure e) {
                log.debug("the lease of the collection ends by itself", e);
            }
        }
    }

    private record Renewed(Kept lease) implements Collecting {
        @Override
        public boolean holds() {
            return lease.holds();
        }

        @Override
        public Collector.Pause deleting() {
            return new Part(lease);
        }

        @Override
        public void close() {
            lease.close();
        }
    }

    private record Part(Kept lease) implements Collector.Pause {
        @Override
        public boolean holds() {
            return lease.holds();
        }

        @Override
        public void close() {}
    }
}
