package dev.berth.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * A pair of keys on the curve P-256 that the token server signs with (RFC 7518, section 3.4).
 *
 * @param id the thumbprint of the public key (RFC 7638), by which a token names it
 */
record SigningKey(String id, ECPrivateKey privateKey, ECPublicKey publicKey) {

    /** A new one. */
    static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return of((ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one in these encodings: PKCS #8 and X.509. */
    static SigningKey of(byte[] privateKey, byte[] publicKey) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return of((ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)), (ECPublicKey)
                    factory.generatePublic(new X509EncodedKeySpec(publicKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing key in the database cannot be read", e);
        }
    }

    private static SigningKey of(ECPrivateKey privateKey, ECPublicKey publicKey) {
        try {
            String id = new ECKey.Builder(Curve.P_256, publicKey)
                    .build()
                    .computeThumbprint()
                    .toString();
            return new SigningKey(id, privateKey, publicKey);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing of the private key, so that it gets into no log. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
