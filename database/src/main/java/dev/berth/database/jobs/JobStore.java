package dev.berth.database.jobs;

import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.database.jobs.JobState.Note;
import dev.berth.database.jobs.JobState.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of nodes and of their jobs. */
final class JobStore {
    private JobStore() {}

    static void put(Transaction transaction, Node node) {
        transaction.update(
                "insert into node (name, version, started_at, seen_at) values (?, ?, ?, ?) on conflict (name) do update"
                        + " set version = excluded.version, started_at = excluded.started_at, seen_at = excluded.seen_at",
                node.name(),
                node.version(),
                node.startedAt().toEpochMilli(),
                node.seenAt().toEpochMilli());
    }

    static void remove(Transaction transaction, String node) {
        transaction.update("delete from node where name = ?", node);
    }

    static List<Node> nodes(Transaction transaction) {
        return transaction.list(
                "select name, version, started_at, seen_at from node order by name",
                row -> new Node(row.text(1), row.text(2), instant(row.number(3)), instant(row.number(4))));
    }

    static void put(Transaction transaction, String node, JobState job) {
        transaction.update(
                "insert into job (name, node, state, started_at, ended_at, next_at, did, did_at, failure, failed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (name, node) do update set"
                        + " state = excluded.state, started_at = excluded.started_at, ended_at = excluded.ended_at,"
                        + " next_at = excluded.next_at, did = coalesce(excluded.did, job.did),"
                        + " did_at = coalesce(excluded.did_at, job.did_at), failure = coalesce(excluded.failure, job.failure),"
                        + " failed_at = coalesce(excluded.failed_at, job.failed_at)",
                job.name(),
                node,
                job.state().name().toLowerCase(Locale.ROOT),
                job.startedAt().map(Instant::toEpochMilli),
                job.endedAt().map(Instant::toEpochMilli),
                job.nextAt().map(Instant::toEpochMilli),
                job.did().map(Note::text),
                job.did().map(it -> it.at().toEpochMilli()),
                job.failure().map(Note::text),
                job.failure().map(it -> it.at().toEpochMilli()));
    }

    static List<NodeJob> jobs(Transaction transaction) {
        return transaction.list(
                "select name, node, state, started_at, ended_at, next_at, did, did_at, failure, failed_at from job"
                        + " order by name, node",
                row -> new NodeJob(row.text(2), job(row)));
    }

    private static JobState job(Row row) {
        return new JobState(
                row.text(1),
                State.valueOf(row.text(3).toUpperCase(Locale.ROOT)),
                row.optionalNumber(4).map(JobStore::instant),
                row.optionalNumber(5).map(JobStore::instant),
                row.optionalNumber(6).map(JobStore::instant),
                note(row, 7),
                note(row, 9));
    }

    private static Optional<Note> note(Row row, int column) {
        return row.optionalText(column).map(text -> new Note(text, instant(row.number(column + 1))));
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    /** Forgets nodes that have told nothing since this moment, and the jobs of nodes that are not there any more. */
    static void forget(Transaction transaction, Instant before) {
        transaction.update("delete from node where seen_at < ?", before.toEpochMilli());
        transaction.update(
                "delete from job where coalesce(ended_at, started_at, 0) < ? and node not in (select name from node)",
                before.toEpochMilli());
    }
}
