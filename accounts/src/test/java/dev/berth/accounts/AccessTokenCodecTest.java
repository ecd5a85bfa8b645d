package dev.berth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.berth.oci.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are accepted, and above all which are not. */
class AccessTokenCodecTest {
    @TempDir
    private Path folder;

    private TestAccounts accounts;
    private SigningKeys keys;
    private AccessTokenCodec codec;

    @BeforeEach
    void open() {
        accounts = TestAccounts.in(folder);
        keys = new SigningKeys(accounts.database(), accounts.clock());
        codec = new AccessTokenCodec(keys, accounts.clock());
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    private AccessToken token() {
        Instant now = accounts.clock().instant();
        return new AccessToken(
                Optional.of("anna"),
                Optional.of(42L),
                Set.of(Right.PULL, Right.PUSH),
                List.of(
                        new Scope.OfRepository(new RepositoryName("anna/app"), Set.of(Right.PULL)),
                        new Scope.OfCatalogue()),
                now,
                now.plusSeconds(300));
    }

    private Map<String, Object> claims() {
        long now = accounts.clock().instant().getEpochSecond();
        return new HashMap<>(Map.of(
                "iss",
                "berth",
                "aud",
                "berth",
                "sub",
                "anna",
                "exp",
                now + 300,
                "nbf",
                now,
                "iat",
                now,
                "jti",
                "x",
                "limit",
                List.of("pull"),
                "access",
                List.of()));
    }

    private String signed(Map<String, Object> claims) throws JOSEException {
        SigningKey key = keys.newest();
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.id()).build(),
                new ECDSASigner(key.privateKey()),
                claims);
    }

    private static String signed(JWSHeader header, JWSSigner signer, Map<String, Object> claims) throws JOSEException {
        JWSObject token = new JWSObject(header, new Payload(claims));
        token.sign(signer);
        return token.serialize();
    }

    private void assertRefused(String token, String reason) {
        assertThatThrownBy(() -> codec.verify(token))
                .isInstanceOfSatisfying(
                        BearerFailure.class,
                        failure -> assertThat(failure.reason()).contains(reason));
    }

    @Test
    void verify_signedByItself() {
        assertThat(codec.verify(codec.sign(token()))).isEqualTo(token());
    }

    @Test
    void verify_signedByAnotherNode() {
        codec.sign(token());
        SigningKeys others = new SigningKeys(accounts.database(), accounts.clock());

        String token = new AccessTokenCodec(others, accounts.clock()).sign(token());

        assertThat(codec.verify(token)).isEqualTo(token());
    }

    @Test
    void verify_signedByKeyThatAnotherNodeMadeMeanwhile() throws JOSEException {
        codec.verify(codec.sign(token()));
        SigningKey newer = SigningKey.generate();
        accounts.clock().pass(Duration.ofSeconds(2));
        accounts.database().write(transaction -> {
            SigningKeyStore.add(transaction, newer, accounts.clock().millis());
            return true;
        });
        String token = signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(newer.id()).build(),
                new ECDSASigner(newer.privateKey()),
                claims());

        assertThat(codec.verify(token).subject()).contains("anna");
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                Arguments.of("iss", "somebody", "another issuer"),
                Arguments.of("iss", null, "another issuer"),
                Arguments.of("aud", "registry.example.org", "another service"),
                Arguments.of("aud", List.of("berth", "other"), "another service"),
                Arguments.of("aud", null, "another service"),
                Arguments.of("sub", null, "lacks its sub"),
                Arguments.of("sub", 7, "malformed"),
                Arguments.of("exp", null, "lacks its exp"),
                Arguments.of("exp", "tomorrow", "malformed"),
                Arguments.of("exp", Long.MAX_VALUE, "malformed"),
                Arguments.of("nbf", null, "lacks its nbf"),
                Arguments.of("iat", null, "lacks its iat"),
                Arguments.of("limit", "pull", "malformed"),
                Arguments.of("limit", null, "lacks its limit"),
                Arguments.of("access", "all", "malformed"),
                Arguments.of("access", List.of("all"), "malformed"),
                Arguments.of("access", List.of(Map.of("type", "repository")), "lacks its name"));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void verify_withWrongClaim(String name, @Nullable Object value, String reason) throws JOSEException {
        Map<String, Object> claims = claims();
        if (value == null) {
            claims.remove(name);
        } else {
            claims.put(name, value);
        }

        assertRefused(signed(claims), reason);
    }

    @Test
    void verify_expired() throws JOSEException {
        String token = codec.sign(token());
        accounts.clock().pass(Duration.ofSeconds(303));

        assertRefused(token, "expired 3 s ago");
    }

    @Test
    void verify_fromTheFuture() throws JOSEException {
        Map<String, Object> claims = claims();
        claims.put("nbf", accounts.clock().instant().getEpochSecond() + 1);

        assertRefused(signed(claims), "good only from 2026-05-04T12:00:01Z on");
    }

    @Test
    void verify_signedWithPublicKeyAsSecret() throws JOSEException {
        SigningKey key = keys.newest();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()).build();

        assertRefused(
                signed(header, new MACSigner(key.publicKey().getEncoded()), claims()),
                "the token's algorithm is HS256");
    }

    @Test
    void verify_unsigned() {
        assertRefused(new PlainObject(new Payload(claims())).serialize(), "malformed");
        assertRefused(
                base64("{\"alg\":\"none\",\"kid\":\"" + keys.newest().id() + "\"}") + "." + base64("{}") + ".AAAA",
                "malformed");
    }

    @Test
    void verify_signedByStranger() throws JOSEException {
        SigningKey stranger = SigningKey.generate();
        ECDSASigner signer = new ECDSASigner(stranger.privateKey());

        assertRefused(
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .keyID(stranger.id())
                                .build(),
                        signer,
                        claims()),
                "a key that is not ours");
        assertRefused(
                signed(new JWSHeader.Builder(JWSAlgorithm.ES256).build(), signer, claims()), "a key that is not ours");
        assertRefused(
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .keyID(keys.newest().id())
                                .build(),
                        signer,
                        claims()),
                "the token's signature is wrong");
        assertRefused(
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .jwk(new ECKey.Builder(Curve.P_256, stranger.publicKey()).build())
                                .build(),
                        signer,
                        claims()),
                "a key that is not ours");
    }

    @Test
    void verify_changed() {
        String[] parts = codec.sign(token()).split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

        assertRefused(parts[0] + "." + base64(payload.replace("anna", "admin")) + "." + parts[2], "signature is wrong");
        assertRefused(parts[0] + "." + parts[1] + "." + base64("0".repeat(64)), "signature is wrong");
        assertRefused(parts[0] + "." + parts[1] + "." + base64("\0".repeat(64)), "signature is wrong");
        assertRefused(parts[0] + "." + parts[1] + "." + base64("short"), "signature is wrong");
        assertRefused(parts[0] + "." + parts[1] + ".", "malformed");
        assertRefused(parts[0] + "." + parts[1], "malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "Bearer x",
                "e30.e30.e30",
                "eyJhbGciOiJFUzI1NiJ9..",
                "\u00e9.\u00e9.\u00e9"
            })
    void verify_noToken(String text) {
        assertThatThrownBy(() -> codec.verify(text)).isInstanceOf(BearerFailure.class);
    }

    @Test
    void verify_withHeaderNestedDeeply() {
        String deep = "{\"alg\":\"ES256\",\"x\":" + "[".repeat(3000) + "]".repeat(3000) + "}";

        assertThatThrownBy(() -> codec.verify(base64(deep) + ".e30.AAAA")).isInstanceOf(BearerFailure.class);
        assertRefused("a".repeat(20_000), "longer than any of ours");
    }

    @FuzzTest(maxDuration = "40s")
    void verify_anything(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        SigningKeys none = new SigningKeys(accounts.database(), accounts.clock());
        AccessTokenCodec fresh = new AccessTokenCodec(none, accounts.clock());
        for (String token : List.of(text, base64(text) + ".e30.AAAA", text + ".e30.AAAA")) {
            assertThatThrownBy(() -> fresh.verify(token)).isInstanceOf(BearerFailure.class);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
