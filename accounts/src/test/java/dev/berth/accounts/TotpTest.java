package dev.berth.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final Totp TOTP = new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** RFC 6238, appendix B, of whose eight digits the last six are these. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130",
    })
    void code_ofTestVectors(long seconds, String code) {
        assertThat(TOTP.code(Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
    void match_ofCodesAround(long seconds, boolean right) {
        Instant now = Instant.ofEpochSecond(1234567890);
        String code = TOTP.code(Totp.step(now.plusSeconds(seconds)));

        assertThat(TOTP.match(code, now).isPresent()).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({"''", "5924", "0005924", "००५९२४", "abcdef"})
    void match_ofWhatIsNoCode(String code) {
        assertThat(TOTP.match(code, Instant.ofEpochSecond(1234567890))).isEmpty();
    }

    /** RFC 4648, section 10, and the secret of the test vectors. */
    @Test
    void base32_ofKnownTexts() {
        assertThat(TOTP.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(new Totp("foobar".getBytes(StandardCharsets.US_ASCII)).base32())
                .isEqualTo("MZXW6YTBOI");
        assertThat(new Totp("foob".getBytes(StandardCharsets.US_ASCII)).base32())
                .isEqualTo("MZXW6YQ");
    }
}
