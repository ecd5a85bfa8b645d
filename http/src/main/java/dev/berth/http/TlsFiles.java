package dev.berth.http;

import java.nio.file.Path;

/**
 * Where the server's certificate and key are; both are read again when they change.
 *
 * @param certificate the certificate, then its intermediates, in PEM
 * @param key the private key of the certificate, in PEM
 */
public record TlsFiles(Path certificate, Path key) {}
