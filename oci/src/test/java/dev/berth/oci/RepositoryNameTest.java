package dev.berth.oci;

import static dev.berth.oci.Failures.assertRefused;
import static dev.berth.oci.Failures.parsed;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryNameTest {
    /** The regular expression of the specification, "Pulling manifests", which the parser does by hand. */
    private static final Pattern SPECIFIED =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

    @ParameterizedTest
    @CsvSource({
        "alpine, library/alpine, library",
        "library/alpine, library/alpine, library",
        "ada/app, ada/app, ada",
        "ada/app/web/a.b_c__d---e, ada/app/web/a.b_c__d---e, ada",
        "0/0, 0/0, 0",
        "v2/manifests/blobs/uploads/tags/list, v2/manifests/blobs/uploads/tags/list, v2"
    })
    void parse_legal_isTheNameWithItsNamespace(String text, String value, String namespace) {
        RepositoryName name = RepositoryName.parse(text);

        assertThat(name.value()).isEqualTo(value);
        assertThat(name.namespace()).isEqualTo(namespace);
        assertThat(name).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/a",
                "a//b",
                "A/b",
                "a/B",
                "a/.b",
                "a/b.",
                "a/_b",
                "a/b_",
                "a/-b",
                "a/b-",
                "a/b..c",
                "a/b___c",
                "a/b._c",
                "a/b-.c",
                ".",
                "..",
                "a/../b",
                "../../etc/passwd",
                "a/b c",
                "a/b\0c",
                "a/b\n",
                "a/b\\c",
                "a/b%2fc",
                "a/ü",
                "a/б",
                "a/b:c",
                "a/b@c",
                "a/٣",
                "library/"
            })
    void parse_illegal_isRefused(String text) {
        assertRefused(WireError.NAME_INVALID, () -> RepositoryName.parse(text));
    }

    @Test
    void parse_of255Characters_isTheLongest() {
        String longest = "a/" + "b".repeat(253);

        assertThat(RepositoryName.parse(longest)).hasToString(longest);
        assertRefused(WireError.NAME_INVALID, () -> RepositoryName.parse(longest + "b"));
        assertRefused(WireError.NAME_INVALID, () -> RepositoryName.parse("a/".repeat(10_000_000) + "b"));
    }

    @Test
    void new_withoutNamespace_isRefused() {
        assertRefused(WireError.NAME_INVALID, () -> new RepositoryName("alpine"));
    }

    @Property(tries = 3000)
    void parse_anyName_agreesWithTheSpecification(@ForAll("nearNames") String text) {
        String whole = text.indexOf('/') >= 0 ? text : "library/" + text;
        Optional<String> legal =
                Optional.of(whole).filter(it -> SPECIFIED.matcher(text).matches() && it.length() <= 255);

        assertThat(parsed(WireError.NAME_INVALID, () -> RepositoryName.parse(text))
                        .map(RepositoryName::value))
                .isEqualTo(legal);
    }

    @Provide
    Arbitrary<String> nearNames() {
        Arbitrary<String> part = Arbitraries.of("a", "0", "bc", "A", "", "é");
        Arbitrary<String> separator = Arbitraries.of("/", ".", "_", "__", "-", "--", "___", "/", "..", "//", "_-", " ");
        Arbitrary<String> short_ = Combinators.combine(part, separator)
                .as((text, between) -> text + between)
                .list()
                .ofMaxSize(6)
                .map(all -> String.join("", all));
        Arbitrary<String> ending = Arbitraries.of("z", "z", "z", "", "b".repeat(240), "b".repeat(248));
        return Combinators.combine(short_, ending).as(String::concat);
    }

    @Property
    void parse_anyText_agreesWithTheSpecification(@ForAll String text) {
        assertThat(parsed(WireError.NAME_INVALID, () -> RepositoryName.parse(text))
                        .isPresent())
                .isEqualTo(SPECIFIED.matcher(text).matches());
    }
}
