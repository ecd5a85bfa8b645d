package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.http.Problem;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import tools.jackson.databind.json.JsonMapper;

/** The parsers at the door, given anything: they answer, or throw what the wire knows. */
class ParsersTest {
    private static final Set<String> FIELDS = Set.of("username", "email", "scopes");

    @Property
    void credentials_basic(@ForAll @StringLength(max = 20) String name, @ForAll @StringLength(max = 20) String secret) {
        String known = printable(name).replace(":", "");
        String password = printable(secret);
        String header = "basic "
                + Base64.getEncoder().encodeToString((known + ":" + password).getBytes(StandardCharsets.UTF_8));

        assertThat(Credentials.parse(Optional.of(header)))
                .isEqualTo(
                        known.isEmpty() && password.isEmpty()
                                ? new Credentials.None()
                                : new Credentials.Basic(known, password));
    }

    /** As an engine without a login sends them with a search over TLS. */
    @Example
    void credentials_basicOfNothing_areNone() {
        assertThat(Credentials.parse(Optional.of("Basic Og=="))).isEqualTo(new Credentials.None());
    }

    @Property
    void credentials_ofAnything(@ForAll String header) {
        assertThat(Credentials.parse(Optional.of(header)).toString()).isNotEmpty();
        assertThat(Credentials.parse(Optional.of("Basic " + header))).isNotInstanceOf(Credentials.Bearer.class);
        assertThat(Credentials.parse(Optional.of("BEARER " + header)))
                .isEqualTo(new Credentials.Bearer(header.strip()));
    }

    @FuzzTest(maxDuration = "40s")
    void credentials_fuzzed(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(Credentials.parse(Optional.of(text)).toString()).isNotEmpty();
        String header = "Basic " + Base64.getEncoder().encodeToString(bytes);
        if (text.equals(":")) {
            assertThat(Credentials.parse(Optional.of(header))).isEqualTo(new Credentials.None());
        } else {
            assertThat(Credentials.parse(Optional.of(header)))
                    .isInstanceOfAny(Credentials.Basic.class, Credentials.Unusable.class);
        }
    }

    @Property
    void form_ofItsText(
            @ForAll @UniqueElements List<@AlphaChars @StringLength(min = 1, max = 5) String> names,
            @ForAll String value) {
        String form = String.join(
                "&",
                names.stream()
                        .map(name -> name + "=" + Client.encode(printable(value)))
                        .toList());

        FormParameters parsed = FormParameters.parse(form.getBytes(StandardCharsets.UTF_8));

        for (String name : names) {
            assertThat(parsed.values(name)).containsExactly(printable(value));
        }
    }

    @FuzzTest(maxDuration = "40s")
    void form_fuzzed(byte[] body) {
        try {
            assertThat(FormParameters.parse(body).fields()).isNotNull();
        } catch (RegistryFailure e) {
            assertThat(e.error()).isEqualTo(WireError.PARAMETER_INVALID);
        }
    }

    @Property
    void json_ofItsText(@ForAll String username, @ForAll List<String> scopes) {
        byte[] body = JsonMapper.shared().writeValueAsBytes(Map.of("username", username, "scopes", scopes));
        try {
            JsonBody parsed = JsonBody.parse(body, FIELDS);

            assertThat(parsed.text("username")).isEqualTo(username);
            assertThat(parsed.texts("scopes")).isEqualTo(scopes);
            assertThat(parsed.optionalText("email")).isEmpty();
        } catch (Problem e) {
            // Half a surrogate pair is no text.
            assertThat(e.status()).isEqualTo(400);
        }
    }

    @FuzzTest(maxDuration = "40s")
    void json_fuzzed(byte[] body) {
        try {
            JsonBody parsed = JsonBody.parse(body, FIELDS);
            assertThat(parsed.optionalText("username")).isNotNull();
            assertThat(parsed.texts("scopes")).isNotNull();
        } catch (Problem e) {
            assertThat(e.status()).isEqualTo(400);
        }
    }

    /** Without half surrogate pairs, which UTF-8 cannot say. */
    private static String printable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
