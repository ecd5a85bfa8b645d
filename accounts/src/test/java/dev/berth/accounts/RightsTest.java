package dev.berth.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.RepositoryName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, as a table. */
class RightsTest {
    private static final Account ADMIN = new Account(1, "admin", true, 0);
    private static final Account ANNA = new Account(2, "anna", false, 0);

    private static final Map<String, Boolean> PUBLIC = Map.of(
            "anna/private",
            false,
            "anna/public",
            true,
            "bert/private",
            false,
            "bert/public",
            true,
            "library/public",
            true);

    private final Rights rights = new Rights(
            new Visibilities() {
                @Override
                public Optional<Boolean> isPublic(RepositoryName name) {
                    return Optional.ofNullable(PUBLIC.get(name.value()));
                }

                @Override
                public Optional<Boolean> isPublicAtOnce(RepositoryName name) {
                    return isPublic(name);
                }
            },
            Roles.NONE);

    private static Authority authority(String who) {
        return switch (who) {
            case "open" -> new Authority.Open();
            case "nobody" -> new Authority.Anonymous();
            case "anna" -> new Authority.ByPassword(ANNA);
            case "admin" -> new Authority.ByPassword(ADMIN);
            case "admin:read" -> new Authority.ByPersonalToken(ADMIN, 1, Set.of(TokenScope.READ));
            case "anna:read" -> new Authority.ByPersonalToken(ANNA, 1, Set.of(TokenScope.READ));
            case "anna:write" -> new Authority.ByPersonalToken(ANNA, 1, Set.of(TokenScope.WRITE));
            case "anna:delete" -> new Authority.ByPersonalToken(ANNA, 1, Set.of(TokenScope.DELETE));
            case "anna:write+delete" ->
                new Authority.ByPersonalToken(ANNA, 1, Set.of(TokenScope.WRITE, TokenScope.DELETE));
            default -> throw new AssertionError(who);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "open,              bert/private,    pull push delete",
        "open,              bert/missing,    pull push delete",
        "nobody,            bert/private,    ''",
        "nobody,            bert/missing,    ''",
        "nobody,            bert/public,     pull",
        "nobody,            library/public,  pull",
        "anna,              anna/private,    pull push delete",
        "anna,              anna/missing,    pull push delete",
        "anna,              anna/public,     pull push delete",
        "anna,              bert/private,    ''",
        "anna,              bert/missing,    ''",
        "anna,              bert/public,     pull",
        "anna,              library/public,  pull",
        "anna,              library/missing, ''",
        "anna,              annas/private,   ''",
        "admin,             anna/private,    pull push delete",
        "admin,             bert/missing,    pull push delete",
        "admin,             library/missing, pull push delete",
        "admin:read,        library/missing, pull",
        "admin:read,        anna/private,    pull",
        "anna:read,         anna/private,    pull",
        "anna:read,         bert/private,    ''",
        "anna:write,        anna/private,    pull push",
        "anna:write,        bert/public,     pull",
        "anna:delete,       anna/private,    delete",
        "anna:delete,       anna/public,     pull delete",
        "anna:write+delete, anna/private,    pull push delete",
    })
    void allow_eachRight(String who, String repository, String expected) {
        RepositoryName name = new RepositoryName(repository);

        String allowed = EnumSet.allOf(Right.class).stream()
                .filter(right -> rights.allow(authority(who), name, right))
                .map(Right::action)
                .collect(Collectors.joining(" "));

        assertThat(allowed).isEqualTo(expected);
        assertThat(rights.grant(authority(who), name, EnumSet.allOf(Right.class)).stream()
                        .sorted()
                        .map(Right::action)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(rights.allowPullAtOnce(authority(who), name)).isEqualTo(expected.contains("pull"));
    }

    @Test
    void allowPullAtOnce_whereWhatIsPublicTakesWaiting_needsARightOfOnesOwn() {
        Rights waiting = new Rights(name -> Optional.of(true), Roles.NONE);

        assertThat(waiting.allowPullAtOnce(authority("nobody"), new RepositoryName("anna/public")))
                .isFalse();
        assertThat(waiting.allowPullAtOnce(authority("anna"), new RepositoryName("anna/public")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody,      bert/public,  pull push, false",
        "anna,        bert/public,  pull push, false",
        "anna,        anna/private, pull push, true",
        "anna:read,   anna/private, pull push, false",
        "anna:delete, anna/public,  pull delete, false",
    })
    void allow_severalRights(String who, String repository, String wanted, boolean expected) {
        Right[] all = Arrays.stream(wanted.split(" "))
                .map(action -> Right.named(action).orElseThrow())
                .toArray(Right[]::new);

        assertThat(rights.allow(authority(who), new RepositoryName(repository), all))
                .isEqualTo(expected);
    }

    /** What it had when the repository had the former name counts for nothing, and nothing is lost. */
    @ParameterizedTest
    @CsvSource({
        "open,              bert/moved, anna/private, pull push delete",
        "nobody,            bert/moved, anna/private, ''",
        "nobody,            bert/moved, anna/public,  pull",
        "anna,              bert/moved, anna/private, pull push delete",
        "anna:read,         bert/moved, anna/private, pull",
        "anna,              anna/moved, bert/private, ''",
        "anna,              anna/moved, bert/public,  pull",
        "anna:write,        anna/moved, bert/public,  pull",
        "admin,             anna/moved, bert/private, pull push delete",
    })
    void formerName_standsForTheRepositoryAsItIsNow(String who, String former, String now, String expected) {
        RepositoryName name = new RepositoryName(former);
        RepositoryName present = new RepositoryName(now);
        Rights moved = rightsWhere(name, present);

        assertThat(EnumSet.allOf(Right.class).stream()
                        .filter(right -> moved.allow(authority(who), name, present, right))
                        .map(Right::action)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(moved.grant(authority(who), name, EnumSet.allOf(Right.class)).stream()
                        .sorted()
                        .map(Right::action)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        for (Right right : Right.values()) {
            assertThat(!expected.contains(right.action()) || moved.allow(authority(who), name, right))
                    .isTrue();
        }
        assertThat(moved.movedTo(name)).contains(present);
        assertThat(moved.movedTo(present)).isEmpty();
    }

    private static Rights rightsWhere(RepositoryName former, RepositoryName now) {
        return new Rights(
                new Visibilities() {
                    @Override
                    public Optional<Boolean> isPublic(RepositoryName name) {
                        return Optional.ofNullable(PUBLIC.get(name.value()));
                    }

                    @Override
                    public Optional<RepositoryName> movedTo(RepositoryName name) {
                        return name.equals(former) ? Optional.of(now) : Optional.empty();
                    }
                },
                Roles.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "open, anna/new, true",
        "nobody, anna/new, false",
        "anna, anna/new, true",
        "anna, bert/new, false",
        "anna:read, anna/new, false",
        "anna:write, anna/new, true",
        "admin, anna/new, true",
    })
    void ownsNamespace_eachAuthority(String who, String repository, boolean expected) {
        assertThat(rights.ownsNamespace(authority(who), new RepositoryName(repository)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "open, anna/private, true",
        "nobody, anna/public, false",
        "anna, anna/private, true",
        "anna, bert/public, false",
        "admin, anna/private, true",
        "admin:read, anna/private, false",
        "anna:read, anna/private, false",
        "anna:write, anna/private, true",
        "anna:delete, anna/private, false",
    })
    void manages_eachAuthority(String who, String repository, boolean expected) {
        assertThat(rights.caller(authority(who)).manages(new RepositoryName(repository)))
                .isEqualTo(expected);
    }
}
