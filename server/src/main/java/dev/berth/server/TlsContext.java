package dev.berth.server;

import dev.berth.http.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What HTTPS is served with: a certificate and its key, read anew when their files change. */
final class TlsContext {
    private static final Logger log = LoggerFactory.getLogger(TlsContext.class);

    private final TlsFiles files;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private List<FileTime> read;
    private String problem = "";

    private TlsContext(TlsFiles files) throws IOException, GeneralSecurityException {
        this.files = files;
        this.read = times();
        factory.setKeyStore(load());
        factory.setKeyStorePassword("");
    }

    /**
     * The context of these files.
     *
     * @throws StartupFailure when they cannot be read, or do not belong together
     */
    static TlsContext of(TlsFiles files) throws StartupFailure {
        try {
            return new TlsContext(files);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartupFailure("the TLS certificate " + files.certificate() + " and key " + files.key()
                    + " cannot be used: " + e.getMessage());
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        return PemFiles.keyStore(files.certificate(), files.key());
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /** Reads the files again if they have changed; keeps what it has while they cannot be used. */
    void reloadIfChanged() {
        try {
            List<FileTime> now = times();
            if (now.equals(read)) {
                return;
            }
            KeyStore fresh = load();
            factory.reload(it -> it.setKeyStore(fresh));
            read = now;
            problem = "";
            log.info("the TLS certificate was read again");
        } catch (Exception e) {
            complain(String.valueOf(e.getMessage()));
        }
    }

    /** Says what is wrong, once: the files are looked at every few seconds, and may stay as they are for days. */
    private void complain(String found) {
        if (!found.equals(problem)) {
            log.warn("the TLS certificate changed but cannot be used yet; the old one stays: {}", found);
        }
        problem = found;
    }

    private List<FileTime> times() throws IOException {
        return List.of(modified(files.certificate()), modified(files.key()));
    }

    private static FileTime modified(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file + " does not exist");
        }
    }
}
