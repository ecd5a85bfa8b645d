package dev.berth.database;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * What was read lately, each for as long as nothing is committed to the database: an answer from here is the one that the
 * database would give. Only a database that knows of every commit, as the embedded one does, lets anything be kept; with others
 * every answer is read. Where two keys share a place the later one is kept.
 *
 * @param <K> what is asked for, with an equality of its own
 * @param <V> what was read, not to be changed
 */
public final class ReadCache<K, V> {
    private final Database database;
    private final Predicate<V> fits;
    private final AtomicReferenceArray<Entry<K, V>> places;

    private record Entry<K, V>(K key, V value, long state) {}

    /**
     * @param places how many answers are kept at most, a power of two
     * @param fits whether an answer is small enough to be kept
     */
    public ReadCache(Database database, int places, Predicate<V> fits) {
        if (Integer.bitCount(places) != 1) {
            throw new IllegalArgumentException("no power of two: " + places);
        }
        this.database = database;
        this.fits = fits;
        this.places = new AtomicReferenceArray<>(places);
    }

    /** What this work reads, if there is anything and it takes no waiting, as {@link Database#readAtOnce} has it. */
    public Optional<V> readAtOnce(K key, Work<Optional<V>> work) {
        OptionalLong state = database.state();
        if (state.isEmpty()) {
            return read(work);
        }
        int hash = key.hashCode();
        int place = (hash ^ hash >>> 16) & places.length() - 1;
        Entry<K, V> entry = places.get(place);
        if (entry != null && entry.state() == state.getAsLong() && entry.key().equals(key)) {
            return Optional.of(entry.value());
        }
        Optional<V> value = read(work);
        value.filter(fits).ifPresent(it -> places.set(place, new Entry<>(key, it, state.getAsLong())));
        return value;
    }

    private Optional<V> read(Work<Optional<V>> work) {
        return database.readAtOnce(work).flatMap(it -> it);
    }
}
