package dev.berth.registry.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.oci.Algorithm;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A hash that is put away anywhere and taken up by any implementation is that of the bytes. */
class ResumableHashesTest {
    private static final byte[] CONTENT = new byte[5000];

    static {
        new Random(3).nextBytes(CONTENT);
    }

    private static final ResumableHashes JDK = JdkHashes.open().orElseThrow();
    private static final ResumableHashes BOUNCY_CASTLE = new BouncyCastleHashes();

    static Stream<Arguments> pairs() {
        return Stream.of(Algorithm.values())
                .flatMap(algorithm -> Stream.of(JDK, BOUNCY_CASTLE)
                        .flatMap(from -> Stream.of(JDK, BOUNCY_CASTLE).map(to -> Arguments.of(algorithm, from, to))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void resume_atEveryPlaceOfThreeBlocks_goesOn(Algorithm algorithm, ResumableHashes from, ResumableHashes to) {
        int length = 3 * HashState.blockSize(algorithm) + 1;
        byte[] expected = straight(algorithm, length);
        for (int cut = 0; cut <= length; cut++) {
            MessageDigest first = from.fresh(algorithm);
            first.update(CONTENT, 0, cut);
            MessageDigest second = to.resume(handedOver(from.state(algorithm, first)));
            first.update(CONTENT, cut, length - cut);
            second.update(CONTENT, cut, length - cut);

            assertThat(second.digest()).as("cut at %s", cut).isEqualTo(expected);
            assertThat(first.digest()).as("read at %s", cut).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void state_isTheSameWhoeverTellsIt(Algorithm algorithm, ResumableHashes from, ResumableHashes to) {
        for (int length = 0; length < 300; length++) {
            MessageDigest one = from.fresh(algorithm);
            MessageDigest other = to.fresh(algorithm);
            one.update(CONTENT, 0, length);
            for (int i = 0; i < length; i++) {
                other.update(CONTENT[i]);
            }

            assertThat(from.state(algorithm, one).toBytes())
                    .isEqualTo(to.state(algorithm, other).toBytes());
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void resume_behindFourGibibytes_countsThemAll(Algorithm algorithm, ResumableHashes from, ResumableHashes to) {
        // Nobody wants to hash so much; with the right count both end alike, and with a wrong one they would not.
        HashState few = handedOver(from.state(algorithm, from.fresh(algorithm)));
        HashState many = new HashState(algorithm, 5L << 30, few.words(), new byte[0]);

        byte[] one = from.resume(many).digest();

        assertThat(to.resume(many).digest()).isEqualTo(one);
        assertThat(to.resume(few).digest()).isNotEqualTo(one);
    }

    @Property(tries = 300)
    void resume_againAndAgainByEither_isTheHashOfAllBytes(
            @ForAll Algorithm algorithm, @ForAll("lengths") int[] lengths, @ForAll Random random) {
        MessageDigest hash = JDK.fresh(algorithm);
        ResumableHashes maker = JDK;
        int at = 0;
        for (int wanted : lengths) {
            int length = Math.min(wanted, CONTENT.length - at);
            hash.update(CONTENT, at, length);
            at += length;
            HashState state = handedOver(maker.state(algorithm, hash));
            maker = random.nextBoolean() ? JDK : BOUNCY_CASTLE;
            hash = maker.resume(state);
        }

        assertThat(hash.digest()).isEqualTo(straight(algorithm, at));
    }

    @Provide
    Arbitrary<int[]> lengths() {
        return Arbitraries.integers().between(0, 400).array(int[].class).ofMaxSize(12);
    }

    @Property
    void parse_ofAnything_isNoStateOrOneThatSpellsIt(@ForAll @Size(max = 300) byte[] bytes) {
        HashState.parse(bytes).ifPresent(it -> assertThat(it.toBytes()).isEqualTo(bytes));
    }

    @Property
    void parse_ofAStateThatWasCutOrChanged_isNoStateOrOneThatSpellsIt(
            @ForAll Algorithm algorithm, @ForAll @IntRange(max = 300) int length, @ForAll Random random) {
        byte[] bytes = JDK.state(algorithm, hashed(algorithm, length)).toBytes();
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        byte[] shorter = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));

        assertThat(HashState.parse(longer)).isEmpty();
        assertThat(HashState.parse(shorter)).isEmpty();
        HashState.parse(changed).ifPresent(it -> assertThat(it.toBytes()).isEqualTo(changed));
        assertThat(HashState.parse(bytes)).isPresent();
    }

    @FuzzTest
    void resume_ofWhateverParses_hashes(byte[] bytes) {
        HashState.parse(bytes)
                .ifPresent(it -> assertThat(JDK.resume(it).digest())
                        .isEqualTo(BOUNCY_CASTLE.resume(it).digest()));
    }

    @Test
    void toBytes_isWhatOtherVersionsHaveWritten() {
        byte[] state = JDK.state(Algorithm.SHA256, hashedText("abc")).toBytes();

        assertThat(HexFormat.of().formatHex(state))
                .isEqualTo("01010000000000000003"
                        + "6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19"
                        + "616263");
    }

    @Test
    void works_tellsHashesThatCannotBeResumed() {
        ResumableHashes forgetful = new ResumableHashes() {
            @Override
            public MessageDigest fresh(Algorithm algorithm) {
                return algorithm.newHash();
            }

            @Override
            public HashState state(Algorithm algorithm, MessageDigest hash) {
                return JDK.state(algorithm, fresh(algorithm));
            }

            @Override
            public MessageDigest resume(HashState state) {
                return JDK.resume(state);
            }
        };

        assertThat(Best.works(JDK)).isTrue();
        assertThat(Best.works(BOUNCY_CASTLE)).isTrue();
        assertThat(Best.works(forgetful)).isFalse();
        assertThat(ResumableHashes.best()).isInstanceOf(JdkHashes.class);
    }

    private static HashState handedOver(HashState state) {
        return HashState.parse(state.toBytes()).orElseThrow();
    }

    private static MessageDigest hashed(Algorithm algorithm, int length) {
        MessageDigest hash = algorithm.newHash();
        hash.update(CONTENT, 0, length);
        return hash;
    }

    private static MessageDigest hashedText(String text) {
        MessageDigest hash = Algorithm.SHA256.newHash();
        hash.update(text.getBytes(UTF_8));
        return hash;
    }

    private static byte[] straight(Algorithm algorithm, int length) {
        return hashed(algorithm, length).digest();
    }
}
