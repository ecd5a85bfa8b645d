package dev.berth.storage.s3;

import dev.berth.storage.StorageUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tries what Berth will ask the store for, and says in one line what is in the way. */
record Trial(Bucket bucket) {
    private static final Logger log = LoggerFactory.getLogger(Trial.class);
    private static final byte[] CONTENT = {1, 2, 3};

    /** One thing that must be possible. */
    private interface Step {
        void take() throws IOException;
    }

    /**
     * Tries everything once.
     *
     * @throws StoreRefused when something is not possible
     */
    void run() throws IOException {
        Keys keys = new Keys(bucket.config().prefix());
        String key = keys.freshProbe();
        step("list its objects (s3:ListBucket)", () -> bucket.objects(key, named -> {}));
        step("list its uploads (s3:ListBucketMultipartUploads)", () -> bucket.uploads(key, named -> {}));
        step("write objects (s3:PutObject)", () -> bucket.put(key, Payload.of(CONTENT)));
        step("read objects (s3:GetObject)", () -> readBack(key));
        step("delete objects (s3:DeleteObject)", () -> bucket.delete(key));
        String[] upload = {""};
        step("begin uploads of several parts (s3:PutObject)", () -> upload[0] = bucket.begin(key));
        step("list the parts of an upload (s3:ListMultipartUploadParts)", () -> bucket.parts(key, upload[0]));
        step("give uploads up (s3:AbortMultipartUpload)", () -> bucket.abort(key, upload[0]));
    }

    /**
     * Which guard the store offers for bytes on their way. Without TLS the signature covers all bytes, which costs both sides
     * a hash of them; a store that refuses what does not match its checksum needs none. Whether it does is tried, because
     * others ignore the checksum.
     */
    Guard guard() {
        boolean plain = bucket.config()
                .endpoint()
                .filter(it -> it.getScheme().equals("http"))
                .isPresent();
        if (bucket.guard() != Guard.CONNECTION || !plain) {
            return bucket.guard();
        }
        return new Trial(bucket.with(Guard.CHECKSUM)).comparesChecksums() ? Guard.CHECKSUM : Guard.CONNECTION;
    }

    private boolean comparesChecksums() {
        String key = new Keys(bucket.config().prefix()).freshProbe();
        Payload right = Payload.of(CONTENT);
        Payload wrong = right.withWrongChecksum();
        try {
            boolean refusesObjects = isRefused(() -> bucket.put(key, wrong));
            bucket.put(key, right);
            bucket.delete(key);
            String upload = bucket.begin(key);
            boolean refusesParts = isRefused(() -> bucket.upload(key, upload, 1, wrong));
            Bucket.Part part = bucket.upload(key, upload, 1, right);
            bucket.complete(key, upload, List.of(part));
            readBack(key);
            bucket.delete(key);
            return refusesObjects && refusesParts;
        } catch (IOException e) {
            log.debug(
                    "bytes for {} are signed, for it takes no checksums",
                    bucket.config().place(),
                    e);
            return false;
        }
    }

    private static boolean isRefused(Step step) {
        try {
            step.take();
            return false;
        } catch (IOException e) {
            return cause(e, S3Exception.class)
                    .filter(answer -> answer.statusCode() == 400)
                    .isPresent();
        }
    }

    /** Writes a tiny object, reads it and deletes it. */
    void writeReadDelete() throws IOException {
        String key = new Keys(bucket.config().prefix()).freshProbe();
        bucket.put(key, Payload.of(CONTENT));
        try {
            readBack(key);
        } finally {
            bucket.delete(key);
        }
    }

    /** Deletes what trials of killed processes have left, up to this moment. */
    void tidyUp(Instant latest) throws IOException {
        String probes = new Keys(bucket.config().prefix()).probes();
        List<Bucket.Named> left = new ArrayList<>();
        bucket.uploads(probes, left::add);
        bucket.objects(probes, left::add);
        for (Bucket.Named one : left) {
            if (one.since().isAfter(latest)) {
                continue;
            }
            if (one.uploadId().isEmpty()) {
                bucket.delete(one.key());
            } else {
                bucket.abort(one.key(), one.uploadId());
            }
        }
    }

    private void readBack(String key) throws IOException {
        try (InputStream answer =
                bucket.get(key, 0).orElseThrow(() -> new IOException("the store has not kept what was written"))) {
            if (!Arrays.equals(answer.readAllBytes(), CONTENT)) {
                throw new IOException("the store does not give back what was written");
            }
        }
    }

    private void step(String right, Step step) throws IOException {
        try {
            step.take();
        } catch (IOException e) {
            throw new StoreRefused(explanation(right, e), e);
        }
    }

    private String explanation(String right, IOException failure) {
        String place = bucket.config().place();
        Optional<S3Exception> answer = cause(failure, S3Exception.class);
        if (answer.isPresent()) {
            return place + refusal(right, answer.get());
        }
        List<Throwable> causes = causes(failure).toList();
        String reason = Failures.reason(failure);
        if (causes.stream().anyMatch(SSLException.class::isInstance)) {
            return place + " cannot be trusted: " + reason
                    + "; name the file with the certificate of its authority, or correct the endpoint";
        }
        if (causes.stream()
                .anyMatch(it -> it instanceof UnknownHostException
                        || it instanceof ConnectException
                        || it instanceof NoRouteToHostException)) {
            return place + " cannot be reached: " + reason + "; check the endpoint, and that the store is running";
        }
        if (causes.stream()
                .anyMatch(it -> it instanceof ApiCallTimeoutException
                        || it instanceof ApiCallAttemptTimeoutException
                        || it instanceof java.net.SocketTimeoutException)) {
            return place + " does not answer in time: " + reason
                    + "; check the endpoint, and that the store is running";
        }
        if (reason.contains("credentials")) {
            return place + " needs an access key, and none was found: name one, or give the machine a role";
        }
        return place + " cannot be used: " + (failure instanceof StorageUnavailable ? reason : failure.getMessage());
    }

    private String refusal(String right, S3Exception answer) {
        return switch (Failures.code(answer)) {
            case "NoSuchBucket" -> " does not exist: create the bucket, or correct its name";
            case "InvalidAccessKeyId" -> " does not know the access key: correct the access key";
            case "SignatureDoesNotMatch" -> " refuses the signature: correct the secret key";
            case "RequestTimeTooSkewed" -> " refuses the time of this machine: set its clock right";
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException" ->
                " is in another region than '" + bucket.config().region() + "': correct the region";
            case "AccessDenied", "AllAccessDisabled", "AccountProblem" ->
                " does not allow to " + right + ": correct the keys, or give them this right";
            default ->
                answer.statusCode() == 403
                        ? " does not allow to " + right + ": correct the keys, or give them this right"
                        : " answered " + answer.statusCode() + " " + Failures.code(answer) + " when asked to " + right
                                + ": " + firstLine(answer);
        };
    }

    private static String firstLine(S3Exception answer) {
        return String.valueOf(
                        answer.awsErrorDetails() == null
                                ? null
                                : answer.awsErrorDetails().errorMessage())
                .lines()
                .findFirst()
                .orElse("");
    }

    private static <T> Optional<T> cause(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, it -> it != null, Throwable::getCause);
    }
}
