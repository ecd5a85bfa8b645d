package dev.berth.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import dev.berth.oci.Quoted;
import dev.berth.oci.RepositoryName;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as signed text: JSON Web Tokens (RFC 7519) with ES256 and nothing else, issued by and for this Berth. Besides
 * the registered claims and {@code access} there are {@code limit}, the actions that the credentials behind it are limited to,
 * and {@code token}, the id of the personal token that it came of.
 */
final class AccessTokenCodec {
    private static final String ISSUER = "berth";
    private static final int LONGEST = 16 << 10;

    /** A token is good a little before it was made, for nodes whose clocks run late. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    private final SigningKeys keys;
    private final Clock clock;

    AccessTokenCodec(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The token, signed. */
    String sign(AccessToken token) {
        SigningKey key = keys.newest();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("sub", token.subject().orElse(""));
        claims.put("aud", TokenServer.SERVICE);
        claims.put("exp", token.expiresAt().getEpochSecond());
        claims.put("nbf", token.issuedAt().minus(CLOCK_SKEW).getEpochSecond());
        claims.put("iat", token.issuedAt().getEpochSecond());
        claims.put("jti", Secrets.random(22));
        token.personalToken().ifPresent(id -> claims.put("token", String.valueOf(id)));
        claims.put("limit", actions(token.limit()));
        claims.put(
                "access", token.access().stream().map(AccessTokenCodec::entry).toList());
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.id())
                .build();
        try {
            JWSObject signed = new JWSObject(header, new Payload(claims));
            signed.sign(new ECDSASigner(key.privateKey()));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> entry(Scope scope) {
        return switch (scope) {
            case Scope.OfRepository(RepositoryName repository, Set<Right> rights) ->
                Map.of("type", "repository", "name", repository.value(), "actions", actions(rights));
            case Scope.OfCatalogue catalogue -> Map.of("type", "registry", "name", "catalog", "actions", List.of("*"));
            case Scope.Unknown unknown -> throw new IllegalArgumentException("nobody is granted " + unknown.text());
        };
    }

    private static List<String> actions(Set<Right> rights) {
        return rights.stream().sorted().map(Right::action).toList();
    }

    /**
     * What this token says.
     *
     * @throws BearerFailure when it is no token of this Berth, or not good now
     */
    AccessToken verify(String text) {
        if (text.length() > LONGEST) {
            throw new BearerFailure("the token is longer than any of ours");
        }
        try {
            JWSObject signed = JWSObject.parse(text);
            checkSignature(signed);
            Map<String, Object> claims = signed.getPayload().toJSONObject();
            if (claims == null) {
                throw new BearerFailure("the token's payload is no JSON");
            }
            return read(claims);
        } catch (ParseException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | DateTimeException e) {
            throw new BearerFailure("the token is malformed: " + Quoted.of(String.valueOf(e.getMessage())));
        }
    }

    private void checkSignature(JWSObject signed) {
        JWSHeader header = signed.getHeader();
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
            throw new BearerFailure("the token's algorithm is " + Quoted.of(String.valueOf(header.getAlgorithm())));
        }
        String keyId = header.getKeyID();
        SigningKey key = Optional.ofNullable(keyId)
                .flatMap(keys::find)
                .orElseThrow(() -> new BearerFailure("the token is signed by a key that is not ours"));
        try {
            if (!signed.verify(new ECDSAVerifier(key.publicKey()))) {
                throw new BearerFailure("the token's signature is wrong");
            }
        } catch (JOSEException e) {
            throw new BearerFailure("the token's signature is malformed");
        }
    }

    private AccessToken read(Map<String, Object> claims) {
        Instant now = clock.instant();
        if (!ISSUER.equals(claims.get("iss"))) {
            throw new BearerFailure("the token has another issuer");
        }
        if (!TokenServer.SERVICE.equals(claims.get("aud"))) {
            throw new BearerFailure("the token is for another service");
        }
        Instant notBefore = time(claims, "nbf");
        if (notBefore.isAfter(now)) {
            throw new BearerFailure("the token is good only from " + notBefore + " on");
        }
        Instant expiresAt = time(claims, "exp");
        checkExpiry(expiresAt, now);
        String subject = (String) present(claims, "sub");
        return new AccessToken(
                subject.isEmpty() ? Optional.empty() : Optional.of(subject),
                Optional.ofNullable((String) claims.get("token")).map(Long::valueOf),
                rights((List<?>) present(claims, "limit")),
                access((List<?>) present(claims, "access")),
                time(claims, "iat"),
                expiresAt);
    }

    /** @throws BearerFailure when a token that expires then is not good any more */
    static void checkExpiry(Instant expiresAt, Instant now) {
        if (!expiresAt.isAfter(now)) {
            throw new BearerFailure(
                    "the token expired " + Duration.between(expiresAt, now).toSeconds() + " s ago");
        }
    }

    private static List<Scope> access(List<?> entries) {
        List<Scope> scopes = new ArrayList<>();
        for (Object each : entries) {
            Map<?, ?> entry = (Map<?, ?>) each;
            if ("repository".equals(entry.get("type"))) {
                scopes.add(new Scope.OfRepository(new RepositoryName((String) present(entry, "name")), rights((List<?>)
                        present(entry, "actions"))));
            } else if ("registry".equals(entry.get("type"))) {
                scopes.add(new Scope.OfCatalogue());
            }
        }
        return scopes;
    }

    private static Set<Right> rights(List<?> actions) {
        EnumSet<Right> rights = EnumSet.noneOf(Right.class);
        for (Object action : actions) {
            Right.named((String) action).ifPresent(rights::add);
        }
        return rights;
    }

    private static Instant time(Map<?, ?> claims, String name) {
        return Instant.ofEpochSecond(((Number) present(claims, name)).longValue());
    }

    private static Object present(Map<?, ?> claims, String name) {
        @Nullable Object value = claims.get(name);
        if (value == null) {
            throw new BearerFailure("the token lacks its " + name);
        }
        return value;
    }
}
