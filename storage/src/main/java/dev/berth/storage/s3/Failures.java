package dev.berth.storage.s3;

import dev.berth.storage.StorageFull;
import dev.berth.storage.StorageUnavailable;
import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the failures of the store mean for those who keep bytes in it. */
final class Failures {
    private static final int NOT_IMPLEMENTED = 501;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final Set<String> FULL = Set.of(
            "XMinioStorageFull",
            "XMinioAdminBucketQuotaExceeded",
            "QuotaExceeded",
            "InsufficientCapacity",
            "InsufficientStorage",
            "EntityTooLargeForQuota");
    private static final Set<String> NO_UPLOAD = Set.of("NoSuchUpload");
    private static final Set<String> NO_OBJECT = Set.of("NoSuchKey");

    private Failures() {}

    /** A request; what it answers. */
    interface Request<T> {
        T send() throws IOException;
    }

    /** Sends a request whose failures are the store's: {@link StorageFull}, {@link StorageUnavailable} or another. */
    static <T> T translated(String action, Request<T> request) throws IOException {
        try {
            return request.send();
        } catch (SdkException e) {
            throw translate(action, e);
        }
    }

    static IOException translate(String action, SdkException failure) {
        if (failure instanceof AbortedException) {
            Thread.currentThread().interrupt();
            return new StorageUnavailable(action + " was interrupted", failure);
        }
        if (!(failure instanceof S3Exception answer)) {
            return new StorageUnavailable(action + " failed: " + reason(failure), failure);
        }
        String message = action + " was answered with " + answer.statusCode() + " " + code(answer);
        if (answer.statusCode() == INSUFFICIENT_STORAGE || FULL.contains(code(answer))) {
            return new StorageFull(new IOException(message, answer));
        }
        // What is refused for its credentials or the bucket's rights is a matter of the whole store, not of these
        // bytes.
        boolean passing = answer.statusCode() >= 500 && answer.statusCode() != NOT_IMPLEMENTED
                // A failure that came to light after the store had begun to answer.
                || answer.statusCode() < 300
                || answer.statusCode() == 429
                || answer.statusCode() == 401
                || answer.statusCode() == 403
                || answer.statusCode() == 408
                || code(answer).equals("NoSuchBucket")
                // The bytes have changed on their way.
                || code(answer).equals("BadDigest")
                || code(answer).equals("RequestTimeout")
                // Some stores say so of an upload whose completion is under way, by a request that was given up on.
                || code(answer).equals("InvalidPart");
        return passing ? new StorageUnavailable(message, answer) : new IOException(message, answer);
    }

    static boolean isNoUpload(S3Exception answer) {
        return NO_UPLOAD.contains(code(answer))
                || answer.statusCode() == 404 && code(answer).isEmpty();
    }

    static boolean isNoObject(S3Exception answer) {
        return NO_OBJECT.contains(code(answer))
                || answer.statusCode() == 404 && code(answer).isEmpty();
    }

    /** The store's word for the failure, empty where an answer has none, like that to a HEAD. */
    static String code(S3Exception answer) {
        if (answer.awsErrorDetails() == null) {
            return "";
        }
        String code = answer.awsErrorDetails().errorCode();
        return code == null || code.chars().allMatch(Character::isDigit) ? "" : code;
    }

    /** The innermost reason, in words. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
