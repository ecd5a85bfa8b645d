package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the manifests that name another one as their subject (distribution-spec, "Listing Referrers"). */
public final class Referrers {
    /** Descriptors repeat whole annotations, so that there must be an end to a list of them other than their number. */
    private static final long LONGEST_PAGE = 1 << 20;

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
     * Where a page of the list begins and ends.
     *
     * @param behind the digest that it begins behind
     * @param last the digest that it ends with; empty for a page of none
     * @param bytes how long its descriptors are at most
     * @param more whether others follow
     */
    public record Extent(
            RepositoryName name,
            Digest subject,
            Optional<String> artifactType,
            String behind,
            Optional<String> last,
            long bytes,
            boolean more) {
        private String which() {
            return artifactType.isPresent() ? OF_SUBJECT + OF_TYPE : OF_SUBJECT;
        }

        private Object[] parameters(Object another) {
            List<Object> all = new ArrayList<>(List.of(name.value(), subject.toString()));
            artifactType.ifPresent(all::add);
            all.add(behind);
            all.add(another);
            return all.toArray();
        }
    }

    private record Sized(String digest, long size) {}

    /**
     * The extent of one page of the subject's referrers in the order of their digests; it ends early where they are long. A
     * subject or repository that does not exist has none.
     *
     * @param artifactType the only artifact type wanted; empty for every one
     * @param behind the digest that the page begins behind; empty for the first
     * @param limit how many referrers at most
     * @throws RegistryFailure {@link WireError#NAME_UNKNOWN} for the former name of a repository
     */
    public Extent extent(RepositoryName name, Digest subject, Optional<String> artifactType, String behind, int limit) {
        Extent whole = new Extent(name, subject, artifactType, behind, Optional.empty(), 0, false);
        List<Sized> ahead = database.read(transaction -> {
            List<Sized> found = transaction.list(
                    SIZES + whole.which() + " and m.digest > ? order by m.digest limit ?",
                    row -> new Sized(row.text(1), row.number(2)),
                    whole.parameters(limit + 1));
            if (found.isEmpty()) {
                FormerNames.requireNone(transaction, name);
            }
            return found;
        });
        long bytes = 0;
        int count = 0;
        // A page has room for one at least. A manifest is longer than its annotations.
        while (count < Math.min(limit, ahead.size())
                && (count == 0 || bytes + ahead.get(count).size() <= LONGEST_PAGE)) {
            bytes += ahead.get(count).size();
            count++;
        }
        if (count == 0) {
            return whole;
        }
        Optional<String> last = Optional.of(ahead.get(count - 1).digest());
        return new Extent(name, subject, artifactType, behind, last, bytes, count < ahead.size());
    }

    /** The referrers of this page. */
    public List<Referrer> list(Extent page) {
        if (page.last().isEmpty()) {
            return List.of();
        }
        return database.read(transaction -> transaction.list(
                DESCRIPTORS + page.which() + " and m.digest > ? and m.digest <= ? order by m.digest",
                row -> new Referrer(row.text(1), row.text(2), row.number(3), row.optionalText(4), row.text(5)),
                page.parameters(page.last().get())));
    }
}
