package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.registry.usage.Usage;
import dev.berth.registry.usage.UsageMeter;
import dev.berth.registry.usage.UsageSample;
import dev.berth.registry.usage.UsageShare;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** How much is stored, for administrators: {@code /api/v1/admin/storage}. Everything comes from the last sample. */
final class StorageEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Administration");
    private static final String PATH = "/api/v1/admin/storage";
    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 3660;

    private final Usage usage;
    private final UsageMeter meter;

    StorageEndpoints(Usage usage, UsageMeter meter) {
        this.usage = usage;
        this.meter = meter;
    }

    /**
     * How much is stored.
     *
     * @param now as it was measured last; absent while it is measured for the first time
     * @param measuring whether the node that answers is measuring
     * @param history the last measure of each day, the newest last; days without one are left out
     */
    record StorageView(
            Optional<StoredView> now,
            boolean measuring,
            List<StorageShareItem> repositories,
            List<StorageShareItem> namespaces,
            List<StorageDayItem> history) {}

    /**
     * What is stored, and how much of it.
     *
     * @param asOf when it was counted
     * @param bytes what the blobs take, each once
     * @param logicalBytes what they would take if no two repositories shared any
     * @param damaged how many blobs a scrub has found damaged
     */
    record StoredView(
            Instant asOf,
            long tookMillis,
            long bytes,
            long logicalBytes,
            long blobs,
            long damaged,
            long manifests,
            long tags,
            long repositories) {
        static StoredView of(UsageSample sample) {
            return new StoredView(
                    sample.takenAt(),
                    sample.took().toMillis(),
                    sample.bytes(),
                    sample.logicalBytes(),
                    sample.blobs(),
                    sample.damaged(),
                    sample.manifests(),
                    sample.tags(),
                    sample.repositories());
        }
    }

    /** What a repository or a namespace stores, the blobs of each repository counted once. */
    record StorageShareItem(String name, long repositories, long bytes) {
        static StorageShareItem of(UsageShare share) {
            return new StorageShareItem(share.name(), share.repositories(), share.bytes());
        }
    }

    /**
     * How much was stored on a day.
     *
     * @param day in UTC, as {@code 2027-01-31}
     */
    record StorageDayItem(
            String day, long bytes, long logicalBytes, long blobs, long manifests, long tags, long repositories) {
        static StorageDayItem of(UsageSample sample) {
            return new StorageDayItem(
                    LocalDate.ofInstant(sample.takenAt(), ZoneOffset.UTC).toString(),
                    sample.bytes(),
                    sample.logicalBytes(),
                    sample.blobs(),
                    sample.manifests(),
                    sample.tags(),
                    sample.repositories());
        }
    }

    void addTo(Api api) {
        api.add(
                GROUP.get(
                                PATH,
                                "show_storage",
                                "How much is stored, by whom, and how it grew; as it was counted last, in the background")
                        .access(Access.ADMINISTRATOR)
                        .parameter("days", Integer.class, "Of how many days; " + USUAL_DAYS + " by itself")
                        .answers(StorageView.class, this::show),
                GROUP.post(PATH + "/-/measure", "measure_storage", "Has it counted now, in the background")
                        .access(Access.ADMINISTRATOR)
                        .does(call -> meter.wake()));
    }

    private StorageView show(Call<Void> call) {
        int days = call.number("days", 1, MOST_DAYS, USUAL_DAYS);
        return new StorageView(
                usage.newest().map(StoredView::of),
                meter.isMeasuring(),
                shares(Usage.Kind.REPOSITORY),
                shares(Usage.Kind.NAMESPACE),
                usage.history(days).stream().map(StorageDayItem::of).toList());
    }

    private List<StorageShareItem> shares(Usage.Kind kind) {
        return usage.largest(kind).stream().map(StorageShareItem::of).toList();
    }
}
