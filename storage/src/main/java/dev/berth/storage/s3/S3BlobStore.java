package dev.berth.storage.s3;

import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import dev.berth.storage.Redirecting;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps blobs as objects of an S3-compatible store; {@link Keys} draws how they are named.
 *
 * <p>A blob that is no longer than one part is one request. A longer one is a multipart upload, whose parts are sent while it
 * arrives; what is behind the last part when somebody wants a mark is a tail, an object of its own, which who goes on reads
 * back. The mark names the upload, its parts and the tail, so any node can go on.
 *
 * <p>Who takes an upload over from somebody that may still write completes it first, with the parts that the mark names. From
 * then on the other one cannot add to it or complete it otherwise. The bytes are copied to a new upload by the store itself.
 */
public final class S3BlobStore implements BlobStore, Redirecting, AutoCloseable {
    /** What is younger may belong to a writer whose mark or seal is not noted yet. */
    private static final Duration SETTLING = Duration.ofHours(1);

    private final Bucket bucket;
    private final Keys keys;
    private final PartSizes sizes;
    private final PartMemory memory;
    private final UsedLocations used = new UsedLocations();
    private final LaterDeletion later;
    private final Addresses addresses;

    private S3BlobStore(Bucket bucket) {
        S3Config config = bucket.config();
        this.bucket = bucket;
        this.keys = new Keys(config.prefix());
        this.sizes = new PartSizes(config.limits().partBytes());
        this.memory = new PartMemory(config.limits().bufferBytes());
        this.later = new LaterDeletion(bucket);
        this.addresses = new Addresses(config);
    }

    /**
     * The store, after everything that it will be asked for was tried once.
     *
     * @throws StoreRefused when it cannot be used as it is configured; the message says why, and what to do
     */
    public static S3BlobStore open(S3Config config) throws IOException {
        Bucket bucket = Bucket.of(config);
        try {
            Trial trial = new Trial(bucket);
            trial.run();
            return new S3BlobStore(bucket.with(trial.guard()));
        } catch (IOException | RuntimeException e) {
            bucket.close();
            throw e;
        }
    }

    /** What was asked of the store since the start. */
    public S3Figures figures() {
        return bucket.figures();
    }

    /** How many bytes of the memory for parts nobody uses now. */
    public long freeMemory() {
        return memory.freeBytes();
    }

    Bucket bucket() {
        return bucket;
    }

    Keys keys() {
        return keys;
    }

    PartSizes sizes() {
        return sizes;
    }

    PartMemory memory() {
        return memory;
    }

    /** Remembers that something was or will be kept there. */
    void use(Location location) {
        used.add(location);
    }

    /** Begins a multipart upload at this location. */
    Multipart begin(Location location) throws IOException {
        return new Multipart(bucket, location, bucket.begin(keys.object(location)), List.of(), 1);
    }

    /** Deletes an object that only an older mark needs, when the newer one has surely been noted. */
    void deleteLater(String key) {
        later.add(key);
    }

    @Override
    public BlobWriter write(Mark mark) throws IOException {
        return switch (state(mark)) {
            case WriterState.Nothing() -> {
                boolean unused = !used.contains(mark.location());
                yield new S3Writer(
                        this, mark, unused ? Optional.of(mark.location()) : Optional.empty(), Optional.empty());
            }
            case WriterState.Whole() -> afterObject(mark);
            case WriterState.Parts parts -> {
                Optional<Multipart> upload = find(mark, parts);
                yield upload.isPresent() ? after(upload.get(), mark, parts) : afterCompleted(mark, parts);
            }
        };
    }

    @Override
    public BlobWriter takeOver(Mark mark) throws IOException {
        return switch (state(mark)) {
            case WriterState.Nothing() -> new S3Writer(this, mark, Optional.empty(), Optional.empty());
            case WriterState.Whole() -> afterObject(mark);
            case WriterState.Parts parts -> {
                String key = keys.object(mark.location());
                Optional<List<Bucket.Part>> there = bucket.parts(key, parts.uploadId());
                if (there.isPresent()) {
                    bucket.complete(key, parts.uploadId(), named(there.get(), mark, parts));
                }
                yield afterCompleted(mark, parts);
            }
        };
    }

    private static WriterState state(Mark mark) throws IOException {
        try {
            WriterState state = WriterState.parse(mark.state());
            if (state instanceof WriterState.Nothing && mark.size() > 0) {
                throw new BlobMissing(mark.location());
            }
            return state;
        } catch (IllegalArgumentException e) {
            throw new IOException("the mark is of another store: '" + mark.state() + "'", e);
        }
    }

    private BlobWriter afterObject(Mark mark) throws IOException {
        if (!used.contains(mark.location())
                && bucket.size(keys.object(mark.location())).orElse(-1) != mark.size()) {
            throw new BlobMissing(mark.location());
        }
        if (mark.size() <= sizes.first()) {
            return new S3Writer(this, mark, Optional.empty(), Optional.empty());
        }
        // Of a time when parts were longer.
        return new S3Writer(this, mark, Optional.empty(), Optional.of(copied(mark.location(), mark.size())));
    }

    /** The upload with the parts that the mark names, empty when it is no upload any more. */
    private Optional<Multipart> find(Mark mark, WriterState.Parts state) throws IOException {
        Optional<List<Bucket.Part>> there = bucket.parts(keys.object(mark.location()), state.uploadId());
        if (there.isEmpty()) {
            return Optional.empty();
        }
        List<Bucket.Part> named = named(there.get(), mark, state);
        int last = there.get().getLast().number();
        // Behind the mark there may be parts of a writer that stopped, and perhaps more on their way.
        int next = last == named.getLast().number() ? last + 1 : last + 1 + Multipart.MOST_UNDER_WAY;
        return Optional.of(new Multipart(bucket, mark.location(), state.uploadId(), named, next));
    }

    private static List<Bucket.Part> named(List<Bucket.Part> there, Mark mark, WriterState.Parts state)
            throws BlobMissing {
        List<Bucket.Part> named = there.stream()
                .filter(part -> state.numbers().get(part.number()))
                .toList();
        long bytes = named.stream().mapToLong(Bucket.Part::size).sum();
        if (named.size() != state.numbers().cardinality() || bytes != state.partBytes()) {
            throw new BlobMissing(mark.location());
        }
        return named;
    }

    /** Goes on from an upload that was completed, by a seal that nobody noted or by who took it over. */
    private BlobWriter afterCompleted(Mark mark, WriterState.Parts state) throws IOException {
        if (bucket.size(keys.object(mark.location())).orElse(-1) < state.partBytes()) {
            throw new BlobMissing(mark.location());
        }
        return after(copied(mark.location(), state.partBytes()), mark, state);
    }

    /** An upload at a fresh location that has the first bytes of the object at this one. */
    private Multipart copied(Location from, long bytes) throws IOException {
        Location location = Location.fresh();
        use(location);
        Multipart upload = begin(location);
        upload.copy(keys.object(from), bytes);
        return upload;
    }

    private BlobWriter after(Multipart upload, Mark mark, WriterState.Parts state) throws IOException {
        S3Writer writer = new S3Writer(this, mark, Optional.empty(), Optional.of(upload));
        try {
            if (state.tail().isPresent()) {
                writer.append(keys.tail(mark.location(), state.tail().get()), mark.size() - state.partBytes());
            }
            return writer;
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    @Override
    public BlobReader read(Location location) throws IOException {
        return new S3Reader(bucket, location, keys.object(location));
    }

    @Override
    public URI addressOf(Location location, Duration validity) {
        return addresses.sign(keys.object(location), validity);
    }

    @Override
    public void delete(Location location) throws IOException {
        used.remove(location);
        String key = keys.object(location);
        List<Bucket.Named> uploads = new ArrayList<>();
        bucket.uploads(key, uploads::add);
        for (Bucket.Named upload : uploads) {
            bucket.abort(upload.key(), upload.uploadId());
        }
        List<Bucket.Named> objects = new ArrayList<>();
        bucket.objects(key, objects::add);
        for (Bucket.Named object : objects) {
            bucket.delete(object.key());
        }
    }

    @Override
    public void forEach(Consumer<Location> visitor) throws IOException {
        forEachSince(Instant.MAX, visitor);
    }

    @Override
    public void forEachSettled(Consumer<Location> visitor) throws IOException {
        Instant settled = Instant.now().minus(SETTLING);
        new Trial(bucket).tidyUp(settled);
        forEachSince(settled, visitor);
    }

    /** Names the locations of which nothing came later than this. */
    private void forEachSince(Instant latest, Consumer<Location> visitor) throws IOException {
        Set<Location> uploading = new HashSet<>();
        bucket.uploads(
                keys.prefix(),
                upload -> keys.location(upload.key()).ifPresent(location -> {
                    if (uploading.add(location) && !upload.since().isAfter(latest)) {
                        visitor.accept(location);
                    }
                }));
        Grouping objects = new Grouping(latest, visitor);
        bucket.objects(
                keys.prefix(),
                object -> keys.location(object.key())
                        .filter(location -> !uploading.contains(location))
                        .ifPresent(location -> objects.take(location, object.since())));
        objects.end();
    }

    @Override
    public void probe() throws IOException {
        new Trial(bucket).writeReadDelete();
    }

    /** Deletes what was left for later, and lets go of the connections. */
    @Override
    public void close() {
        later.close();
        addresses.close();
        bucket.close();
    }
}
