package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.Row;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists the manifests that name another one as their subject (distribution-spec, "Listing Referrers"). */
public final class Referrers {
    private static final String COLUMNS = "select m.digest, m.media_type, m.size, m.referrer_type, m.annotations"
            + " from repository r join manifest m on m.repository_id = r.id where r.name = ? and m.subject = ?";
    private static final String ALL = COLUMNS + " and m.digest > ? order by m.digest limit ?";
    private static final String OF_TYPE =
            COLUMNS + " and m.digest > ? and m.referrer_type = ? order by m.digest limit ?";

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
     * One page of the subject's referrers in the order of their digests, all behind {@code last}. A subject or repository
     * that does not exist has none.
     *
     * @param artifactType the only artifact type wanted; empty for every one
     */
    public List<Referrer> page(
            RepositoryName name, Digest subject, Optional<String> artifactType, String last, int limit) {
        Function<Row, Referrer> reading =
                row -> new Referrer(row.text(1), row.text(2), row.number(3), row.optionalText(4), row.text(5));
        return database.read(transaction -> artifactType
                .map(type -> transaction.list(OF_TYPE, reading, name.value(), subject.toString(), last, type, limit))
                .orElseGet(() -> transaction.list(ALL, reading, name.value(), subject.toString(), last, limit)));
    }
}
