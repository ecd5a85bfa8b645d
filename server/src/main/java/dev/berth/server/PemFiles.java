package dev.berth.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Reads certificates and keys as PEM spells them (RFC 7468). */
final class PemFiles {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private PemFiles() {}

    /**
     * A key store with this certificate, its intermediates and its key, behind an empty password.
     *
     * @throws GeneralSecurityException saying which file is wrong and how to put it right
     */
    static KeyStore keyStore(Path certificate, Path key) throws IOException, GeneralSecurityException {
        Certificate[] chain = chain(certificate);
        PrivateKey privateKey = privateKey(key, chain[0]);
        requireMatch(chain[0], privateKey);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        store.setKeyEntry("berth", privateKey, new char[0], chain);
        return store;
    }

    private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
        List<? extends Certificate> all;
        try {
            all = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(file))));
        } catch (CertificateException e) {
            throw new CertificateException(file + " is no certificate in PEM", e);
        }
        if (all.isEmpty()) {
            throw new CertificateException(file + " has no certificate");
        }
        return all.toArray(Certificate[]::new);
    }

    private static PrivateKey privateKey(Path file, Certificate certificate)
            throws IOException, GeneralSecurityException {
        Matcher block = BLOCK.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
        while (block.find()) {
            String kind = block.group(1);
            if (!kind.endsWith("PRIVATE KEY")) {
                continue;
            }
            byte[] der = der(block.group(2), file);
            return switch (kind) {
                case "PRIVATE KEY" -> decode(der, file);
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> decode(wrapped(kind, der, certificate, file), file);
                default ->
                    throw new InvalidKeySpecException(file + " has a key of the kind '" + kind
                            + "'; convert it with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEWKEY");
            };
        }
        throw new InvalidKeySpecException(file + " has no private key");
    }

    private static byte[] der(String base64, Path file) throws InvalidKeySpecException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private static InvalidKeySpecException damaged(Path file, Exception cause) {
        return new InvalidKeySpecException(file + " has a key that is cut off or damaged", cause);
    }

    /**
     * A key in the old form of its algorithm (RFC 8017, A.1.2; RFC 5915) as PKCS #8. What that says beyond the key, the
     * algorithm and its curve, is the same for the certificate's public key, or they do not belong together.
     */
    private static byte[] wrapped(String kind, byte[] key, Certificate certificate, Path file)
            throws GeneralSecurityException {
        if (!kind.startsWith(certificate.getPublicKey().getAlgorithm() + " ")) {
            throw new CertificateException("the key is not the certificate's");
        }
        AlgorithmIdentifier algorithm = SubjectPublicKeyInfo.getInstance(
                        certificate.getPublicKey().getEncoded())
                .getAlgorithm();
        try {
            return new PrivateKeyInfo(algorithm, ASN1Primitive.fromByteArray(key)).getEncoded();
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private static PrivateKey decode(byte[] der, Path file) throws GeneralSecurityException {
        InvalidKeySpecException failure =
                new InvalidKeySpecException(file + " has a key that is neither EC, RSA nor Ed25519");
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static void requireMatch(Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        byte[] sample = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        if (!verifies(signature, certificate, sample, signed)) {
            throw new CertificateException("the key is not the certificate's");
        }
    }

    private static boolean verifies(Signature signature, Certificate certificate, byte[] sample, byte[] signed)
            throws GeneralSecurityException {
        try {
            signature.initVerify(certificate.getPublicKey());
        } catch (InvalidKeyException e) {
            // The certificate is for a key of another kind.
            return false;
        }
        signature.update(sample);
        return signature.verify(signed);
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file + " does not exist");
        }
    }
}
