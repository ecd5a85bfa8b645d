package dev.berth.oci;

import static dev.berth.oci.Failures.assertRefused;
import static dev.berth.oci.Failures.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    /** The regular expression of the specification, "Pulling manifests". */
    private static final Pattern SPECIFIED = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

    @ParameterizedTest
    @ValueSource(strings = {"latest", "1", "_", "1.0-rc_1", "LATEST", "sha256-abc.sig", "a--", "a..", "__-__"})
    void parse_legalTag_isThatTag(String text) {
        assertThat(Reference.parse(text)).isEqualTo(new Tag(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "-a", "a b", "a/b", "a@b", "a%20", "a\0", "a\n", "é", "aé", "..", "+", "a+b"})
    void parse_illegalTag_isRefused(String text) {
        assertRefused(WireError.TAG_INVALID, () -> Reference.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "a:", "latest:", "sha256:abc", "sha256:", "library/alpine:latest", "sha1:0", "a:b:c"})
    void parse_withColon_isMeantAsADigest(String text) {
        assertRefused(WireError.DIGEST_INVALID, () -> Reference.parse(text));
    }

    @Test
    void parse_wellFormedDigest_isThatDigest() {
        Digest digest = Digest.of(Algorithm.SHA512, new byte[] {1});

        assertThat(Reference.parse(digest.toString())).isEqualTo(digest);
    }

    @Test
    void parse_of128Characters_isTheLongestTag() {
        assertThat(Reference.parse("a".repeat(128))).isInstanceOf(Tag.class);
        assertRefused(WireError.TAG_INVALID, () -> Reference.parse("a".repeat(129)));
        assertRefused(WireError.TAG_INVALID, () -> Reference.parse("a".repeat(1_000_000)));
    }

    @Property(tries = 2000)
    void parse_anyTag_agreesWithTheSpecification(@ForAll("nearTags") String text) {
        assertThat(parsed(WireError.TAG_INVALID, () -> Tag.parse(text)).map(Tag::name))
                .isEqualTo(Optional.of(text).filter(SPECIFIED.asMatchPredicate()));
    }

    @Provide
    Arbitrary<String> nearTags() {
        return Arbitraries.strings()
                .withChars("aZ09_.-+/é \u0000")
                .ofMaxLength(4)
                .flatMap(start -> Arbitraries.of(0, 0, 0, 124, 127, 128).map(more -> start + "x".repeat(more)));
    }
}
