package dev.berth.server.config;

import dev.berth.server.config.StorageSettings.S3Encryption;
import dev.berth.storage.s3.S3Config;
import java.util.Optional;

/** What the settings of the storage say, as the records of its room. */
final class StorageConfiguration {
    private StorageConfiguration() {}

    /** The bucket, empty where blobs are files. */
    static Optional<S3Config> s3(EffectiveSettings settings) throws ConfigurationFailure {
        Optional<String> bucket = settings.get(StorageSettings.S3_BUCKET);
        if (bucket.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(s3(bucket.get(), settings));
        } catch (IllegalArgumentException e) {
            throw settings.refused(StorageSettings.S3_BUCKET, e);
        }
    }

    /** The node's cache, empty where it has none. */
    static Optional<CacheConfig> cache(EffectiveSettings settings) {
        return settings.get(StorageSettings.CACHE_FOLDER)
                .map(folder -> new CacheConfig(folder, settings.get(StorageSettings.CACHE_SIZE)));
    }

    private static S3Config s3(String bucket, EffectiveSettings settings) {
        boolean elsewhere = settings.get(StorageSettings.S3_ENDPOINT).isPresent();
        return new S3Config(
                settings.get(StorageSettings.S3_ENDPOINT),
                settings.get(StorageSettings.S3_REGION),
                bucket,
                prefix(settings.get(StorageSettings.S3_PREFIX)),
                settings.get(StorageSettings.S3_PATH_STYLE).orElse(elsewhere),
                credentials(settings),
                settings.get(StorageSettings.S3_CA),
                settings.get(StorageSettings.S3_CHECKSUMS)
                        .orElse(elsewhere ? S3Config.Checksums.WHEN_REQUIRED : S3Config.Checksums.WHEN_SUPPORTED),
                encryption(settings.get(StorageSettings.S3_ENCRYPTION), settings.get(StorageSettings.S3_KMS_KEY)),
                limits(settings));
    }

    private static String prefix(String given) {
        return given.isEmpty() || given.endsWith("/") ? given : given + "/";
    }

    private static Optional<S3Config.Credentials> credentials(EffectiveSettings settings) {
        return settings.get(StorageSettings.S3_ACCESS_KEY)
                .flatMap(key -> settings.get(StorageSettings.S3_SECRET_KEY)
                        .map(secret -> new S3Config.Credentials(key, secret)));
    }

    private static S3Config.Encryption encryption(S3Encryption choice, Optional<String> key) {
        return switch (choice) {
            case BUCKET -> new S3Config.Encryption.StoresOwn();
            case AES256 -> new S3Config.Encryption.Aes256();
            case KMS -> new S3Config.Encryption.Kms(key);
        };
    }

    private static S3Config.Limits limits(EffectiveSettings settings) {
        return new S3Config.Limits(
                settings.get(StorageSettings.S3_CONNECT_TIMEOUT),
                settings.get(StorageSettings.S3_REQUEST_TIMEOUT),
                settings.get(StorageSettings.S3_ATTEMPTS),
                settings.get(StorageSettings.S3_CONNECTIONS),
                settings.get(StorageSettings.S3_PART_SIZE),
                settings.get(StorageSettings.S3_MEMORY));
    }
}
