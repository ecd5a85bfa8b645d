package dev.berth.storage.s3;

import static dev.berth.storage.s3.Failures.translated;

import dev.berth.storage.StorageUnavailable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The requests that Berth sends about the objects of its bucket, in its own words.
 *
 * @param guard what goes with the bytes
 */
record Bucket(S3Client client, S3Config config, S3Figures figures, Guard guard) implements AutoCloseable {

    /** The bucket of this configuration; nothing is asked of it yet. */
    static Bucket of(S3Config config) throws IOException {
        S3Figures figures = new S3Figures();
        Guard guard =
                config.checksums() == S3Config.Checksums.WHEN_SUPPORTED ? Guard.ANNOUNCED_CHECKSUM : Guard.CONNECTION;
        return new Bucket(Clients.client(config, figures), config, figures, guard);
    }

    /** The same bucket, whose store is known to do so. */
    Bucket with(Guard other) {
        return new Bucket(client, config, figures, other);
    }

    /**
     * A part that the store has.
     *
     * @param checksum its CRC-32C, empty when it came without one
     */
    record Part(int number, String tag, long size, Optional<String> checksum) {}

    /** A key that the store names, and when it came there; uploads have their id besides. */
    record Named(String key, String uploadId, Instant since) {}

    void put(String key, Payload payload) throws IOException {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(config.bucket()).key(key);
        switch (config.encryption()) {
            case S3Config.Encryption.StoresOwn() -> {}
            case S3Config.Encryption.Aes256() -> request.serverSideEncryption(ServerSideEncryption.AES256);
            case S3Config.Encryption.Kms(Optional<String> keyId) -> {
                request.serverSideEncryption(ServerSideEncryption.AWS_KMS);
                keyId.ifPresent(request::ssekmsKeyId);
            }
        }
        if (guard != Guard.CONNECTION) {
            request.checksumCRC32C(payload.checksum());
        }
        String confirmed = translated(
                "keeping an object",
                () -> client.putObject(request.build(), payload.body()).checksumCRC32C());
        check(payload, confirmed);
        figures.sent(payload.size());
    }

    /** How long the object is, empty when there is none. */
    OptionalLong size(String key) throws IOException {
        return translated("asking for an object's size", () -> {
            try {
                return OptionalLong.of(
                        client.headObject(it -> it.bucket(config.bucket()).key(key))
                                .contentLength());
            } catch (S3Exception e) {
                if (Failures.isNoObject(e)) {
                    return OptionalLong.empty();
                }
                throw e;
            }
        });
    }

    /** The object's bytes from this one on, empty when there is no object. */
    Optional<ResponseInputStream<GetObjectResponse>> get(String key, long from) throws IOException {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(config.bucket()).key(key);
        if (from > 0) {
            request.range("bytes=" + from + "-");
        }
        return translated("reading an object", () -> {
            try {
                return Optional.of(client.getObject(request.build()));
            } catch (S3Exception e) {
                if (Failures.isNoObject(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    void delete(String key) throws IOException {
        translated(
                "deleting an object",
                () -> client.deleteObject(it -> it.bucket(config.bucket()).key(key)));
    }

    /** Begins a multipart upload, and answers its id. */
    String begin(String key) throws IOException {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(config.bucket())
                .key(key)
                .contentType(Payload.CONTENT_TYPE);
        if (guard == Guard.ANNOUNCED_CHECKSUM) {
            request.checksumAlgorithm(ChecksumAlgorithm.CRC32_C);
        }
        switch (config.encryption()) {
            case S3Config.Encryption.StoresOwn() -> {}
            case S3Config.Encryption.Aes256() -> request.serverSideEncryption(ServerSideEncryption.AES256);
            case S3Config.Encryption.Kms(Optional<String> keyId) -> {
                request.serverSideEncryption(ServerSideEncryption.AWS_KMS);
                keyId.ifPresent(request::ssekmsKeyId);
            }
        }
        return translated(
                "beginning an upload",
                () -> client.createMultipartUpload(request.build()).uploadId());
    }

    Part upload(String key, String uploadId, int number, Payload payload) throws IOException {
        UploadPartRequest.Builder request = UploadPartRequest.builder()
                .bucket(config.bucket())
                .key(key)
                .uploadId(uploadId)
                .partNumber(number)
                .contentLength((long) payload.size());
        if (guard != Guard.CONNECTION) {
            request.checksumCRC32C(payload.checksum());
        }
        UploadPartResponse answer =
                translated("uploading a part", () -> client.uploadPart(request.build(), payload.body()));
        check(payload, answer.checksumCRC32C());
        figures.sent(payload.size());
        return new Part(number, answer.eTag(), payload.size(), Optional.ofNullable(answer.checksumCRC32C()));
    }

    /** A store that does not confirm the checksum has not compared it: perhaps it is another one than at the start. */
    private void check(Payload payload, @Nullable String confirmed) throws StorageUnavailable {
        if (guard != Guard.CONNECTION && !payload.checksum().equals(confirmed)) {
            throw new StorageUnavailable("the store has not confirmed the checksum of what it was sent");
        }
    }

    /** Makes bytes of an object a part of the upload; the store copies them itself. */
    Part copy(String key, String uploadId, int number, String source, long from, long size) throws IOException {
        CopyPartResult copied = translated(
                "copying a part",
                () -> client.uploadPartCopy(it -> it.sourceBucket(config.bucket())
                                .sourceKey(source)
                                .destinationBucket(config.bucket())
                                .destinationKey(key)
                                .uploadId(uploadId)
                                .partNumber(number)
                                .copySourceRange("bytes=" + from + "-" + (from + size - 1)))
                        .copyPartResult());
        return new Part(number, copied.eTag(), size, Optional.ofNullable(copied.checksumCRC32C()));
    }

    /** The parts that the upload has, by number; empty when there is no such upload, or it has none. */
    Optional<List<Part>> parts(String key, String uploadId) throws IOException {
        return translated("asking for an upload's parts", () -> {
            List<Part> parts = new ArrayList<>();
            try {
                client.listPartsPaginator(
                                it -> it.bucket(config.bucket()).key(key).uploadId(uploadId))
                        .parts()
                        .forEach(it -> parts.add(new Part(
                                it.partNumber(), it.eTag(), it.size(), Optional.ofNullable(it.checksumCRC32C()))));
            } catch (S3Exception e) {
                if (Failures.isNoUpload(e)) {
                    return Optional.empty();
                }
                throw e;
            }
            // Some stores answer so for an upload that has ended.
            return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
        });
    }

    /** Makes the upload an object of exactly these parts; answers false when there is no such upload (any more). */
    boolean complete(String key, String uploadId, List<Part> parts) throws IOException {
        boolean listsChecksums = guard == Guard.ANNOUNCED_CHECKSUM
                && parts.stream().allMatch(part -> part.checksum().isPresent());
        List<CompletedPart> listed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.tag())
                        .checksumCRC32C(listsChecksums ? part.checksum().orElseThrow() : null)
                        .build())
                .toList();
        return translated("completing an upload", () -> {
            try {
                client.completeMultipartUpload(it -> it.bucket(config.bucket())
                        .key(key)
                        .uploadId(uploadId)
                        .multipartUpload(upload -> upload.parts(listed)));
                return true;
            } catch (S3Exception e) {
                if (Failures.isNoUpload(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Gives an upload up; nothing happens when there is none. */
    void abort(String key, String uploadId) throws IOException {
        translated("aborting an upload", () -> {
            try {
                client.abortMultipartUpload(
                        it -> it.bucket(config.bucket()).key(key).uploadId(uploadId));
            } catch (S3Exception e) {
                if (!Failures.isNoUpload(e)) {
                    throw e;
                }
            }
            return true;
        });
    }

    /** Names the objects whose key begins so, in the order of their keys. */
    void objects(String prefix, Consumer<Named> visitor) throws IOException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(config.bucket())
                .prefix(prefix)
                .build();
        translated("listing objects", () -> {
            client.listObjectsV2Paginator(request)
                    .contents()
                    .forEach(it -> visitor.accept(new Named(it.key(), "", since(it.lastModified()))));
            return true;
        });
    }

    /** Names the open uploads whose key begins so. */
    void uploads(String prefix, Consumer<Named> visitor) throws IOException {
        ListMultipartUploadsRequest request = ListMultipartUploadsRequest.builder()
                .bucket(config.bucket())
                .prefix(prefix)
                .build();
        translated("listing uploads", () -> {
            ListMultipartUploadsResponse page = client.listMultipartUploads(request);
            while (true) {
                page.uploads().forEach(it -> visitor.accept(new Named(it.key(), it.uploadId(), since(it.initiated()))));
                if (!Boolean.TRUE.equals(page.isTruncated()) || page.nextKeyMarker() == null) {
                    return true;
                }
                page = client.listMultipartUploads(request.toBuilder()
                        .keyMarker(page.nextKeyMarker())
                        .uploadIdMarker(page.nextUploadIdMarker())
                        .build());
            }
        });
    }

    /** A store that does not tell when something came may have got it just now. */
    private static Instant since(@Nullable Instant told) {
        return told == null ? Instant.MAX : told;
    }

    @Override
    public void close() {
        client.close();
    }
}
