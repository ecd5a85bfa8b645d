package dev.berth.server.config;

import dev.berth.accounts.AccessConfig;
import dev.berth.http.HttpConfig;
import dev.berth.http.TlsFiles;
import dev.berth.registry.CollectionConfig;
import dev.berth.registry.RegistryConfig;
import dev.berth.storage.StorageConfig;

/** Everything that Berth was told, a record for each room. */
public record Configuration(
        StorageConfig storage,
        HttpConfig http,
        AccessConfig access,
        RegistryConfig registry,
        CollectionConfig collection,
        LogConfig log) {

    /** The same with another record of who gets in. */
    public Configuration with(AccessConfig other) {
        return new Configuration(storage, http, other, registry, collection, log);
    }

    /** The configuration that these settings make. */
    public static Configuration of(EffectiveSettings settings) {
        return new Configuration(
                new StorageConfig(settings.get(Settings.STORAGE_DATA)),
                http(settings),
                new AccessConfig(
                        settings.get(Settings.ACCESS_OPEN),
                        settings.get(Settings.ACCESS_SIGN_UP),
                        settings.get(Settings.ACCESS_TOKEN_LIFETIME),
                        settings.get(Settings.ACCESS_REFRESH_TOKEN_LIFETIME)),
                new RegistryConfig(
                        settings.get(Settings.REGISTRY_MISSING_REFERENCES), settings.get(Settings.REGISTRY_PAGE_LIMIT)),
                new CollectionConfig(
                        settings.get(Settings.COLLECTION_ENABLED),
                        settings.get(Settings.COLLECTION_GRACE),
                        settings.get(Settings.COLLECTION_INTERVAL),
                        settings.get(Settings.COLLECTION_UNTAGGED),
                        settings.get(Settings.COLLECTION_UPLOAD_EXPIRY)),
                new LogConfig(
                        settings.get(Settings.LOG_FORMAT),
                        settings.get(Settings.LOG_LEVEL),
                        settings.get(Settings.LOG_ACCESS)));
    }

    private static HttpConfig http(EffectiveSettings settings) {
        return new HttpConfig(
                settings.get(Settings.HTTP_HOST),
                settings.get(Settings.HTTP_PORT),
                settings.get(Settings.HTTP_TLS_CERTIFICATE)
                        .flatMap(certificate ->
                                settings.get(Settings.HTTP_TLS_KEY).map(key -> new TlsFiles(certificate, key))),
                settings.get(Settings.HTTP_EXTERNAL_URL),
                settings.get(Settings.HTTP_MAX_MANIFEST_SIZE),
                settings.get(Settings.HTTP_DRAIN),
                settings.get(Settings.HTTP_IDLE_TIMEOUT));
    }
}
