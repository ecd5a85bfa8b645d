package dev.berth.e2e.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of the test's own, and a server's certificate for 127.0.0.1 that it signed; PEM files. */
public record Certificates(Path authority, Path certificate, Path key) {

    public static Certificates in(Path folder) throws IOException {
        Tools.require("openssl");
        Path authority = folder.resolve("ca.crt");
        Path authorityKey = folder.resolve("ca.key");
        Path certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        Command create = Command.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        create.with("-nodes", "-days", "2", "-subj", "/CN=Berth e2e authority")
                .with("-keyout", authorityKey.toString(), "-out", authority.toString())
                .succeeds();
        create.with("-nodes", "-days", "2", "-subj", "/CN=127.0.0.1")
                .with("-CA", authority.toString(), "-CAkey", authorityKey.toString())
                .with("-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost")
                .with("-addext", "basicConstraints=critical,CA:FALSE")
                .with("-keyout", key.toString(), "-out", certificate.toString())
                .succeeds();
        return new Certificates(authority, certificate, key);
    }

    /** The folder that holds the authority alone, as {@code --cert-dir} of the clients wants it. */
    public Path folderOfAuthority() throws IOException {
        Path folder = Files.createDirectories(authority.resolveSibling("trusted"));
        Path copy = folder.resolve("ca.crt");
        if (!Files.exists(copy)) {
            Files.copy(authority, copy);
        }
        return folder;
    }

    /** A context that trusts the authority and nobody else. */
    public SSLContext trust() {
        try (InputStream pem = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null);
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
