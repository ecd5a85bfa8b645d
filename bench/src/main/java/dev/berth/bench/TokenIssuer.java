package dev.berth.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Makes the tokens that docker-registry asks for (Docker token authentication, "JSON Web Token"): of its own key, ES256 like
 * Berth's, named by the key's fingerprint.
 */
record TokenIssuer(Path certificate, PrivateKey key, String keyId) {
    static final String SERVICE = "registry";
    static final String ISSUER = "bench";
    private static final String PASSWORD = "password";
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();

    /** An issuer whose key and certificate are in this folder. */
    static TokenIssuer in(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("tokens.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "tokens",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=tokens",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString());
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("keytool ends with " + code);
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Certificate certificate = keys.getCertificate("tokens");
            Path pem = folder.resolve("tokens.pem");
            Files.writeString(pem, pem(certificate.getEncoded()));
            PrivateKey key = (PrivateKey) keys.getKey("tokens", PASSWORD.toCharArray());
            return new TokenIssuer(
                    pem, key, fingerprint(certificate.getPublicKey().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
    }

    /** The first 240 bits of the public key's SHA-256 in base 32, in groups of four. */
    private static String fingerprint(byte[] publicKey) throws GeneralSecurityException {
        byte[] hash = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(publicKey), 30);
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 240; bit += 5) {
            int pair = (hash[bit / 8] & 0xff) << 8 | (bit / 8 + 1 < hash.length ? hash[bit / 8 + 1] & 0xff : 0);
            if (bit > 0 && bit % 20 == 0) {
                text.append(':');
            }
            text.append(BASE_32.charAt(pair >> (11 - bit % 8) & 31));
        }
        return text.toString();
    }

    /** A token of this scope, good for an hour. */
    String token(String scope) {
        int name = scope.indexOf(':') + 1;
        int actions = scope.lastIndexOf(':') + 1;
        long now = Instant.now().getEpochSecond();
        String header = "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"%s\"}".formatted(keyId);
        String claims = """
                {"iss":"%s","sub":"bench","aud":"%s","iat":%d,"nbf":%d,"exp":%d,"jti":"%d",\
                "access":[{"type":"%s","name":"%s","actions":["%s"]}]}""".formatted(
                        ISSUER,
                        SERVICE,
                        now,
                        now - 60,
                        now + 3600,
                        System.nanoTime(),
                        scope.substring(0, name - 1),
                        scope.substring(name, actions - 1),
                        scope.substring(actions).replace(",", "\",\""));
        String signed = encode(header) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE_64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String json) {
        return BASE_64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
