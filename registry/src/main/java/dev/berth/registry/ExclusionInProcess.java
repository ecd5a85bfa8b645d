package dev.berth.registry;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** For one node alone: whoever collects takes a lock for each batch that it deletes. */
final class ExclusionInProcess implements Exclusion {
    private final ReentrantLock deleting = new ReentrantLock();

    @Override
    public Optional<Collecting> tryCollect() {
        return Optional.of(new Always());
    }

    @Override
    public Collector.Pause pause() {
        deleting.lock();
        return new Locked();
    }

    private final class Always implements Collecting {
        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public Collector.Pause deleting() {
            return pause();
        }

        @Override
        public void close() {}
    }

    private final class Locked implements Collector.Pause {
        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public void close() {
            deleting.unlock();
        }
    }
}
