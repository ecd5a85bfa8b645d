package dev.berth.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Builds what speaks with the store. */
final class Clients {
    private Clients() {}

    static S3Client client(S3Config config, S3Figures figures) throws IOException {
        boolean always = config.checksums() == S3Config.Checksums.WHEN_SUPPORTED;
        S3Config.Limits limits = config.limits();
        Duration whole = limits.requestTimeout().multipliedBy(limits.attempts()).plusSeconds(20);
        var builder = S3Client.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials(config))
                .putAuthScheme(new ChecksumSigning())
                .forcePathStyle(config.pathStyle())
                .requestChecksumCalculation(
                        always ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(
                        always ? ResponseChecksumValidation.WHEN_SUPPORTED : ResponseChecksumValidation.WHEN_REQUIRED)
                // A round trip before each part would only pay if the store refused many.
                .serviceConfiguration(
                        S3Configuration.builder().expectContinueEnabled(false).build())
                .httpClient(http(config))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(limits.requestTimeout())
                        .apiCallTimeout(whole)
                        .addMetricPublisher(figures.publisher())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(limits.attempts())
                                .build())
                        .build());
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    static AwsCredentialsProvider credentials(S3Config config) {
        return config.credentials()
                .<AwsCredentialsProvider>map(it ->
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(it.accessKey(), it.secretKey())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static SdkHttpClient http(S3Config config) throws IOException {
        S3Config.Limits limits = config.limits();
        Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
                .connectionTimeout(limits.connectTimeout())
                .socketTimeout(limits.requestTimeout())
                .connectionAcquisitionTimeout(limits.requestTimeout())
                .maxConnections(limits.connections())
                .expectContinueEnabled(false);
        if (config.authority().isPresent()) {
            TrustManager[] trusted = trusting(config.authority().get());
            builder.tlsTrustManagersProvider(() -> trusted);
        }
        return builder.build();
    }

    private static TrustManager[] trusting(Path authority) throws IOException {
        try (InputStream file = Files.newInputStream(authority)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(file);
            if (certificates.isEmpty()) {
                throw new IOException("there is no certificate in it");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreRefused(
                    "the file of trusted certificates " + authority + " cannot be used: " + Failures.reason(e)
                            + "; it must be readable and hold certificates in PEM form",
                    e);
        }
    }
}
