package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the manifests that name another one as their subject (distribution-spec, "Listing Referrers"). */
public final class Referrers {
    /** A list repeats whole annotations, so it is as long as a manifest that clients are sure to take, and no longer. */
    private static final long LONGEST_PAGE = 4 << 20;

    private static final String OF_SUBJECT =
            " from repository r join manifest m on m.repository_id = r.id where r.name = ? and m.subject = ?";
    private static final String OF_TYPE = " and m.referrer_type = ?";
    private static final String SIZES = "select m.digest, m.size";
    private static final String DESCRIPTORS = "select m.digest, m.media_type, m.size, m.referrer_type, m.annotations";

    private final Database database;

    public Referrers(Database database) {
        this.database = database;
    }

    /**
     * One manifest that refers to the subject.
     *
     * @param artifactType its artifact type or its configuration's media type, where it has either
     * @param annotationsJson its annotations as a JSON object, or empty
     */
    public record Referrer(
            String digest, String mediaType, long size, Optional<String> artifactType, String annotationsJson) {}

    /**
     * A page of referrers.
     *
     * @param more whether others follow
     */
    public record Listed(List<Referrer> referrers, boolean more) {
        public Listed {
            referrers = List.copyOf(referrers);
        }
    }

    private record Sized(String digest, long size) {}

    /**
     * One page of the subject's referrers in the order of their digests, all behind {@code last}; it ends early where their
     * annotations are long. A subject or repository that does not exist has none.
     *
     * @param artifactType the only artifact type wanted; empty for every one
     * @param limit how many referrers at most
     */
    public Listed page(RepositoryName name, Digest subject, Optional<String> artifactType, String last, int limit) {
        String which = artifactType.isPresent() ? OF_SUBJECT + OF_TYPE : OF_SUBJECT;
        List<Object> parameters = new ArrayList<>(List.of(name.value(), subject.toString()));
        artifactType.ifPresent(parameters::add);
        parameters.add(last);
        return database.read(transaction -> {
            List<Sized> ahead = transaction.list(
                    SIZES + which + " and m.digest > ? order by m.digest limit ?",
                    row -> new Sized(row.text(1), row.number(2)),
                    with(parameters, limit + 1));
            int count = fitting(ahead, limit);
            if (count == 0) {
                return new Listed(List.of(), false);
            }
            List<Referrer> referrers = transaction.list(
                    DESCRIPTORS + which + " and m.digest > ? and m.digest <= ? order by m.digest",
                    row -> new Referrer(row.text(1), row.text(2), row.number(3), row.optionalText(4), row.text(5)),
                    with(parameters, ahead.get(count - 1).digest()));
            return new Listed(referrers, count < ahead.size());
        });
    }

    private static Object[] with(List<Object> parameters, Object another) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(another);
        return all.toArray();
    }

    /** How many of these fit into a page, which has room for one at least. A manifest is longer than its annotations. */
    private static int fitting(List<Sized> ahead, int limit) {
        long length = 0;
        int count = 0;
        while (count < Math.min(limit, ahead.size())) {
            length += ahead.get(count).size();
            if (count > 0 && length > LONGEST_PAGE) {
                break;
            }
            count++;
        }
        return count;
    }
}
