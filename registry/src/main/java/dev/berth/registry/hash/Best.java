package dev.berth.registry.hash;

import dev.berth.oci.Algorithm;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses, once, the hashes whose state can be read: those of the JDK where it lets us, which use the processor's own. */
final class Best {
    private static final Logger log = LoggerFactory.getLogger(ResumableHashes.class);

    static final ResumableHashes HASHES = choose();

    private Best() {}

    private static ResumableHashes choose() {
        Optional<JdkHashes> jdk = JdkHashes.open();
        if (jdk.isPresent() && works(jdk.get())) {
            return jdk.get();
        }
        log.warn("the state of this Java machine's hashes cannot be read, so uploads are hashed by a slower program: "
                + "start it with --add-opens java.base/sun.security.provider=ALL-UNNAMED"
                + " --add-opens java.base/java.security=ALL-UNNAMED");
        return new BouncyCastleHashes();
    }

    /** Whether a hash that was put away and taken up again gives the right answer, at places in and between blocks. */
    static boolean works(ResumableHashes hashes) {
        byte[] bytes = new byte[1000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        try {
            for (Algorithm algorithm : Algorithm.values()) {
                byte[] expected = algorithm.newHash().digest(bytes);
                for (int cut : new int[] {0, 1, 63, 64, 127, 128, 500, 1000}) {
                    MessageDigest first = hashes.fresh(algorithm);
                    first.update(bytes, 0, cut);
                    MessageDigest second = hashes.resume(hashes.state(algorithm, first));
                    first.update(bytes, cut, bytes.length - cut);
                    second.update(bytes, cut, bytes.length - cut);
                    if (!MessageDigest.isEqual(expected, first.digest())
                            || !MessageDigest.isEqual(expected, second.digest())) {
                        return false;
                    }
                }
            }
            return true;
        } catch (RuntimeException e) {
            log.debug("{} cannot be resumed", hashes, e);
            return false;
        }
    }
}
