package dev.berth.oci;

import static dev.berth.oci.Failures.assertRefused;
import static dev.berth.oci.Failures.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Pattern LEGAL = Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");

    @Test
    void of_noBytes_isTheKnownDigest() {
        assertThat(Digest.of(new byte[0])).hasToString("sha256:" + HEX);
        assertThat(Digest.of(Algorithm.SHA512, new byte[0]).toString())
                .startsWith("sha512:cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce")
                .hasSize("sha512:".length() + 128);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "sha256",
                "sha256:",
                "sha256:" + HEX + "0",
                "sha256:" + HEX + ":",
                "sha256:" + HEX + "\n",
                " sha256:" + HEX,
                "sha256::" + HEX,
                "SHA256:" + HEX,
                "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85g",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85٣",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85\0",
                "sha512:" + HEX,
                "sha384:" + HEX,
                "md5:d41d8cd98f00b204e9800998ecf8427e",
                "sha256+b64u:LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564",
                "../../../../etc/passwd:" + HEX,
                ":" + HEX
            })
    void parse_malformed_isRefused(String text) {
        assertRefused(WireError.DIGEST_INVALID, () -> Digest.parse(text));
    }

    @Test
    void parse_ofAMillionDigits_isRefusedInAShortMessage() {
        assertRefused(WireError.DIGEST_INVALID, () -> Digest.parse("sha256:" + "a".repeat(1_000_000)));
    }

    @Property
    void parse_whatOfSpelled_isTheSame(@ForAll byte[] content, @ForAll Algorithm algorithm) {
        Digest digest = Digest.of(algorithm, content);

        assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
        assertThat(digest.hex()).hasSize(algorithm.hexLength());
    }

    @Property
    void parse_anything_agreesWithTheGrammar(@ForAll("nearDigests") String text) {
        assertThat(parsed(WireError.DIGEST_INVALID, () -> Digest.parse(text)).map(Digest::toString))
                .isEqualTo(Optional.of(text).filter(LEGAL.asMatchPredicate()));
    }

    @Provide
    Arbitrary<String> nearDigests() {
        Arbitrary<String> prefix = Arbitraries.of("sha256", "sha512", "sha384", "sha-256", "Sha256", "");
        Arbitrary<String> separator = Arbitraries.of(":", ":", ":", ":", "", "::", ".");
        Arbitrary<Integer> length = Arbitraries.of(64, 128, 63, 65, 127, 0);
        Arbitrary<String> stray = Arbitraries.of("", "", "", "", "G", "A", "\u0000", "ß", " ");
        return Combinators.combine(prefix, separator, length, stray)
                .as((before, colon, digits, odd) -> before
                        + colon
                        + odd
                        + "0123456789abcdef".repeat(9).substring(0, digits - Math.min(digits, odd.length())));
    }

    @Property
    void parse_anyBytes_neverFailsOtherwise(@ForAll byte[] bytes) {
        parsed(WireError.DIGEST_INVALID, () -> Digest.parse(new String(bytes, StandardCharsets.ISO_8859_1)));
    }
}
