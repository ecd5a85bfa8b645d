package dev.berth.server.config;

import dev.berth.accounts.AccessConfig;
import dev.berth.accounts.mail.MailConfig;
import dev.berth.database.DatabaseConfig;
import dev.berth.http.HttpConfig;
import dev.berth.http.TlsFiles;
import dev.berth.hub.EventConfig;
import dev.berth.registry.CollectionConfig;
import dev.berth.registry.RegistryConfig;
import dev.berth.storage.StorageConfig;
import dev.berth.storage.s3.S3Config;
import java.util.Optional;

/**
 * Everything that Berth was told, a record for each room.
 *
 * @param s3 the bucket for the blobs; they are files of the data folder when absent
 * @param cache where blobs from the bucket are kept on this node, too; each pull reads from the bucket when absent
 * @param mail the server that mail is handed to; no mail is sent when absent
 * @param database the PostgreSQL; the database is embedded in the data folder when absent
 */
public record Configuration(
        StorageConfig storage,
        Optional<S3Config> s3,
        Optional<CacheConfig> cache,
        Optional<DatabaseConfig> database,
        HttpConfig http,
        AccessConfig access,
        Optional<MailConfig> mail,
        RegistryConfig registry,
        CollectionConfig collection,
        EventConfig events,
        LogConfig log) {

    /** The same with another record of who gets in. */
    public Configuration with(AccessConfig other) {
        return new Configuration(storage, s3, cache, database, http, other, mail, registry, collection, events, log);
    }

    /** The same with another folder for the data. */
    public Configuration with(StorageConfig other) {
        return new Configuration(other, s3, cache, database, http, access, mail, registry, collection, events, log);
    }

    /** Whether all that is kept is elsewhere, so that the data folder holds nothing that another node would miss. */
    public boolean isShared() {
        return s3.isPresent() && database.isPresent();
    }

    /**
     * The configuration that these settings make.
     *
     * @throws ConfigurationFailure when a room finds that they cannot be
     */
    public static Configuration of(EffectiveSettings settings) throws ConfigurationFailure {
        return new Configuration(
                new StorageConfig(settings.get(StorageSettings.DATA)),
                StorageConfiguration.s3(settings),
                StorageConfiguration.cache(settings),
                database(settings),
                http(settings),
                new AccessConfig(
                        settings.get(Settings.ACCESS_OPEN),
                        settings.get(Settings.ACCESS_SIGN_UP),
                        settings.get(Settings.ACCESS_TOKEN_LIFETIME),
                        settings.get(Settings.ACCESS_REFRESH_TOKEN_LIFETIME),
                        PeopleConfiguration.session(settings)),
                PeopleConfiguration.mail(settings),
                new RegistryConfig(
                        settings.get(Settings.REGISTRY_MISSING_REFERENCES),
                        settings.get(Settings.REGISTRY_PAGE_LIMIT),
                        settings.get(StorageSettings.REDIRECT)),
                new CollectionConfig(
                        settings.get(Settings.COLLECTION_ENABLED),
                        settings.get(Settings.COLLECTION_GRACE),
                        settings.get(Settings.COLLECTION_INTERVAL),
                        settings.get(Settings.COLLECTION_UNTAGGED),
                        settings.get(Settings.COLLECTION_UPLOAD_EXPIRY)),
                new EventConfig(settings.get(EventSettings.RETENTION), settings.get(EventSettings.PRIVATE_NETWORKS)),
                new LogConfig(
                        settings.get(Settings.LOG_FORMAT),
                        settings.get(Settings.LOG_LEVEL),
                        settings.get(Settings.LOG_ACCESS)));
    }

    private static Optional<DatabaseConfig> database(EffectiveSettings settings) throws ConfigurationFailure {
        Optional<String> url = settings.get(DatabaseSettings.URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(DatabaseConfig.parse(
                            url.get(), settings.get(DatabaseSettings.USER), settings.get(DatabaseSettings.PASSWORD))
                    .withConnections(settings.get(DatabaseSettings.POOL))
                    .withTimeouts(
                            settings.get(DatabaseSettings.CONNECT_TIMEOUT),
                            settings.get(DatabaseSettings.STATEMENT_TIMEOUT)));
        } catch (IllegalArgumentException e) {
            throw settings.refused(DatabaseSettings.URL, e);
        }
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
                settings.get(Settings.HTTP_LEAVE),
                settings.get(Settings.HTTP_DRAIN),
                settings.get(Settings.HTTP_IDLE_TIMEOUT));
    }
}
