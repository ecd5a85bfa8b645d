package dev.berth.oci;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {
    @ParameterizedTest
    @CsvSource({"plain, plain", "'', ''", "'a\"b', a?b", "Grüße, Grüße", "🚢, ??"})
    void of_text_replacesWhatDoesNotPrint(String text, String quoted) {
        assertThat(Quoted.of(text)).isEqualTo(quoted);
    }

    @Property
    void of_anything_isOneShortLine(@ForAll String text) {
        assertThat(Quoted.of(text))
                .hasSizeLessThanOrEqualTo(121)
                .doesNotContainPattern("[\\p{Cntrl}\"\\uD800-\\uDFFF]");
    }
}
