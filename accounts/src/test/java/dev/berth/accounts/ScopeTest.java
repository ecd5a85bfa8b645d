package dev.berth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repository:anna/app:pull          | repository:anna/app:pull",
                "repository:anna/app:push,pull     | repository:anna/app:pull,push",
                "repository:anna/app:pull,pull     | repository:anna/app:pull",
                "repository:anna/app:*             | repository:anna/app:pull,push,delete",
                "repository:anna/app:pull,admin    | repository:anna/app:pull",
                "repository:anna/app:              | repository:anna/app:",
                "repository:alpine:pull            | repository:library/alpine:pull",
                "repository(plugin):anna/app:pull  | repository:anna/app:pull",
                "registry:catalog:*                | registry:catalog:*",
                "registry:catalog:pull             | registry:catalog:pull",
                "aliyun:any:thing                  | aliyun:any:thing",
            })
    void parse_legal(String text, String expected) {
        assertThat(Scope.parse(text).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repository",
                "repository:anna/app",
                ":anna/app:pull",
                "repository::pull",
                "repository:anna/app:pull;push",
                "repository:anna/app:pull,",
                "repository:anna/app:,",
                "repository:anna/app:PULL",
                "repository(:anna/app:pull",
                "repository():anna/app:pull",
                "(plugin):anna/app:pull",
                "Repository:anna/app:pull",
            })
    void parse_malformed(String text) {
        assertThatThrownBy(() -> Scope.parse(text))
                .isInstanceOfSatisfying(
                        RegistryFailure.class,
                        failure -> assertThat(failure.error()).isEqualTo(WireError.PARAMETER_INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"repository:Anna/app:pull", "repository:host:5000/app:pull", "repository:a//b:pull"})
    void parse_withIllegalName(String text) {
        assertThatThrownBy(() -> Scope.parse(text))
                .isInstanceOfSatisfying(
                        RegistryFailure.class,
                        failure -> assertThat(failure.error()).isEqualTo(WireError.NAME_INVALID));
    }

    @Test
    void parse_severalInOneParameter() {
        assertThat(Scope.parse(List.of("repository:anna/a:pull  repository:anna/b:push", "", "registry:catalog:*")))
                .containsExactly(
                        new Scope.OfRepository(new RepositoryName("anna/a"), Set.of(Right.PULL)),
                        new Scope.OfRepository(new RepositoryName("anna/b"), Set.of(Right.PUSH)),
                        new Scope.OfCatalogue());
    }

    @Test
    void parse_tooMany() {
        String many = "repository:anna/app:pull ".repeat(Scope.MOST + 1);

        assertThatThrownBy(() -> Scope.parse(List.of(many))).isInstanceOf(RegistryFailure.class);
    }

    @Property
    void parse_ofItsText(
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 20) String part,
            @ForAll @NotEmpty Set<Right> rights) {
        Scope scope = new Scope.OfRepository(new RepositoryName("anna/" + part), EnumSet.copyOf(rights));

        assertThat(Scope.parse(scope.text())).isEqualTo(scope);
    }

    @Property
    void parse_nearlyLegal(
            @ForAll @Chars({':', ',', '(', ')', '*', '/', 'a', ' ', '.', 'Z', '\u00e9'}) @StringLength(max = 30)
                    String text) {
        parseAnything(text);
        parseAnything("repository:" + text);
    }

    @FuzzTest(maxDuration = "40s")
    void parse_anything(byte[] text) {
        parseAnything(new String(text, StandardCharsets.ISO_8859_1));
    }

    private static void parseAnything(String text) {
        try {
            for (Scope scope : Scope.parse(List.of(text))) {
                assertThat(Scope.parse(scope.text())).isEqualTo(scope);
            }
        } catch (RegistryFailure expected) {
            assertThat(expected.error()).isIn(WireError.PARAMETER_INVALID, WireError.NAME_INVALID);
        }
    }
}
