package dev.berth.accounts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    enum Colour {
        DARK_RED,
        BLUE
    }

    record Inner(String name) {}

    record Sent(String fullName, Optional<String> note, List<Inner> parts, Optional<Colour> colour, int count) {}

    record Answered(Instant createdAt, Optional<String> note, Colour colour) {}

    private static Sent parse(String json) {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8), Sent.class);
    }

    @Test
    void parse_whatIsAllowed_isThatRecord() {
        Sent sent = parse("{\"full_name\":\"n\",\"parts\":[{\"name\":\"p\"}],\"colour\":\"dark_red\",\"count\":3}");

        assertThat(sent)
                .isEqualTo(new Sent("n", Optional.empty(), List.of(new Inner("p")), Optional.of(Colour.DARK_RED), 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{`|the body is not valid JSON",
                "`[]`|a JSON object is needed",
                "`null`|the body has to be a JSON object",
                "`{\"parts\":[],\"count\":1}`|full_name: it is missing",
                "`{\"full_name\":null,\"parts\":[],\"count\":1}`|full_name: it is missing",
                "`{\"full_name\":7,\"parts\":[],\"count\":1}`|full_name: a string is needed",
                "`{\"full_name\":\"n\",\"parts\":{},\"count\":1}`|parts: a list is needed",
                "`{\"full_name\":\"n\",\"parts\":[null],\"count\":1}`|parts: null is no item",
                "`{\"full_name\":\"n\",\"parts\":[{}],\"count\":1}`|parts.name: it is missing",
                "`{\"full_name\":\"n\",\"parts\":[],\"count\":\"1\"}`|count: a number is needed",
                "`{\"full_name\":\"n\",\"parts\":[],\"count\":1,\"colour\":\"green\"}`|colour: one of dark_red, blue is needed",
                "`{\"full_name\":\"n\",\"parts\":[],\"count\":1,\"admin\":true}`|there is no field 'admin' here",
                "`{\"full_name\":\"n\",\"full_name\":\"m\",\"parts\":[],\"count\":1}`|Duplicate",
                "`{\"full_name\":\"n\",\"parts\":[],\"count\":1} {}`|"
            })
    void parse_whatIsNot_saysWhat(String json, String expected) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse(json))
                .matches(problem -> problem.status() == 400)
                .satisfies(problem -> assertThat(problem.detail()).contains(expected == null ? "" : expected));
    }

    @Test
    void write_record_hasSnakeCaseAndRfc3339() {
        Answered answer = new Answered(Instant.parse("2027-01-31T12:00:00Z"), Optional.empty(), Colour.DARK_RED);

        assertThat(new String(Json.write(answer), StandardCharsets.UTF_8))
                .isEqualTo("{\"created_at\":\"2027-01-31T12:00:00Z\",\"note\":null,\"colour\":\"dark_red\"}");
    }
}
