package dev.berth.e2e.durability;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Image;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one pusher was told, and so may expect. Its repository is its own, so each tag is as the last answer left it, or, when
 * a request was not answered, as it would be with or without that request.
 */
final class Ledger {
    private final Map<String, Set<Optional<Image>>> tags = new HashMap<>();
    private final Set<Blob> tried = new HashSet<>();
    private final Set<Blob> acknowledged = new HashSet<>();
    private final List<OpenUpload> uploads = new ArrayList<>();

    /** An upload session that was answered with 202, and how many bytes at least it has. */
    record OpenUpload(URI session, Blob blob, int offset) {}

    /** The states that a tag may be in: one, unless a request about it was not answered. */
    Set<Optional<Image>> states(String tag) {
        return tags.getOrDefault(tag, Set.of(Optional.empty()));
    }

    Set<String> tags() {
        return Set.copyOf(tags.keySet());
    }

    /** A request is under way that moves the tag. */
    void intend(String tag, Optional<Image> next) {
        Set<Optional<Image>> possible = new HashSet<>(states(tag));
        possible.add(next);
        tags.put(tag, possible);
    }

    /** The request was answered: a yes or a no settles the tag, a failure of the server leaves it open. */
    void answered(String tag, Answer answer, Set<Optional<Image>> before, Optional<Image> next) {
        if (answer.status() < 300) {
            settle(tag, next);
        } else if (answer.status() < 500) {
            tags.put(tag, before);
        }
    }

    /** The image that the tag names for certain. */
    Optional<Image> known(String tag) {
        Set<Optional<Image>> states = states(tag);
        return states.size() == 1 ? states.iterator().next() : Optional.empty();
    }

    /** The tag is known to be so: the request was answered, or it was looked at. */
    void settle(String tag, Optional<Image> state) {
        tags.put(tag, Set.of(state));
    }

    void tried(Blob blob) {
        tried.add(blob);
    }

    void acknowledged(Blob blob) {
        acknowledged.add(blob);
    }

    /** The blobs that were sent since the last round began, and may be there in whole or not at all. */
    Set<Blob> triedBlobs() {
        return Set.copyOf(tried);
    }

    /** The blobs among them that were answered with 201. */
    Set<Blob> acknowledgedBlobs() {
        return Set.copyOf(acknowledged);
    }

    /** A session was opened, or stands further than before. */
    void opened(OpenUpload upload) {
        uploads.removeIf(earlier -> earlier.blob().equals(upload.blob()));
        uploads.add(upload);
    }

    List<OpenUpload> uploads() {
        return List.copyOf(uploads);
    }

    /** Forgets the blobs and uploads of the round that is over. */
    void nextRound() {
        tried.clear();
        acknowledged.clear();
        uploads.clear();
    }
}
