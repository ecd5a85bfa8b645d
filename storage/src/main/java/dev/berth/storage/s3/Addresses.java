package dev.berth.storage.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs addresses of objects, without a request. What that takes is only made when somebody wants one. */
final class Addresses implements AutoCloseable {
    private final S3Config config;
    private @Nullable S3Presigner presigner;

    Addresses(S3Config config) {
        this.config = config;
    }

    URI sign(String key, Duration validity) {
        return URI.create(presigner()
                .presignGetObject(it -> it.signatureDuration(validity)
                        .getObjectRequest(get -> get.bucket(config.bucket()).key(key)))
                .url()
                .toString());
    }

    private synchronized S3Presigner presigner() {
        S3Presigner known = presigner;
        if (known == null) {
            var builder = S3Presigner.builder()
                    .region(Region.of(config.region()))
                    .credentialsProvider(Clients.credentials(config))
                    .serviceConfiguration(S3Configuration.builder()
                            .pathStyleAccessEnabled(config.pathStyle())
                            .build());
            config.endpoint().ifPresent(builder::endpointOverride);
            known = builder.build();
            presigner = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        S3Presigner known = presigner;
        if (known != null) {
            known.close();
        }
    }
}
