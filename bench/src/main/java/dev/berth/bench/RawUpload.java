package dev.berth.bench;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Multipart uploads by nothing but the AWS SDK, as a program: what the SDK and the endpoint can do without a registry. Its
 * client is set up as Berth's is, but signs its bytes, as the SDK does without TLS. For each line that it reads it uploads once more, and prints the seconds that this took.
 */
public final class RawUpload implements AutoCloseable {
    private final S3Client client;
    private final String bucket;
    private final byte[] part;
    private final ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger keys = new AtomicInteger();

    private RawUpload(URI endpoint, String bucket, String accessKey, String secretKey, int partSize) {
        this.client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().expectContinueEnabled(false).build())
                .httpClient(Apache5HttpClient.builder()
                        .maxConnections(256)
                        .expectContinueEnabled(false)
                        .build())
                .build();
        this.bucket = bucket;
        this.part = new byte[partSize];
        new Random(1).nextBytes(part);
    }

    /**
     * Serves until its input ends.
     *
     * @param arguments endpoint, bucket, access key, secret key, and how many bytes a part has, how many parts an object, how
     *     many parts of an object are under way at a time, how many objects a line makes, and how many of them at a time
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int partSize = Integer.parseInt(arguments[4]);
        int parts = Integer.parseInt(arguments[5]);
        int partsAtATime = Integer.parseInt(arguments[6]);
        int objects = Integer.parseInt(arguments[7]);
        int objectsAtATime = Integer.parseInt(arguments[8]);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (RawUpload raw =
                new RawUpload(URI.create(arguments[0]), arguments[1], arguments[2], arguments[3], partSize)) {
            while (lines.readLine() != null) {
                long start = System.nanoTime();
                raw.inParallel(objectsAtATime, Collections.nCopies(objects, () -> raw.upload(parts, partsAtATime)));
                System.out.println((System.nanoTime() - start) / 1e9);
            }
        }
    }

    private String upload(int parts, int partsAtATime) throws IOException, InterruptedException {
        String key = "object-" + keys.incrementAndGet();
        String id =
                client.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
        List<Callable<CompletedPart>> sendings = new ArrayList<>();
        for (int number = 1; number <= parts; number++) {
            int own = number;
            sendings.add(() -> send(key, id, own));
        }
        List<CompletedPart> sent = inParallel(partsAtATime, sendings);
        client.completeMultipartUpload(
                it -> it.bucket(bucket).key(key).uploadId(id).multipartUpload(upload -> upload.parts(sent)));
        return key;
    }

    private CompletedPart send(String key, String id, int number) {
        RequestBody body = RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(part), part.length, "application/octet-stream");
        String tag = client.uploadPart(
                        it -> it.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength((long) part.length),
                        body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** The results of these calls, of which so many are under way at a time. */
    private <T> List<T> inParallel(int atATime, List<Callable<T>> calls) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<T> results = new ArrayList<>(Collections.nCopies(calls.size(), null));
        List<Callable<Integer>> shifts = Collections.nCopies(atATime, () -> {
            int number = next.getAndIncrement();
            while (number < calls.size()) {
                results.set(number, calls.get(number).call());
                number = next.getAndIncrement();
            }
            return number;
        });
        try {
            for (Future<Integer> shift : uploads.invokeAll(shifts)) {
                shift.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return results;
    }

    @Override
    public void close() {
        uploads.close();
        client.close();
    }
}
