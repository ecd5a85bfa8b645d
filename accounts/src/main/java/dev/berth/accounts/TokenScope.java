package dev.berth.accounts;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a personal access token is good for; the rights of several add up. */
public enum TokenScope {
    /** Pulling. */
    READ(EnumSet.of(Right.PULL)),
    /** Pulling and pushing. */
    WRITE(EnumSet.of(Right.PULL, Right.PUSH)),
    /** Deleting. */
    DELETE(EnumSet.of(Right.DELETE));

    @SuppressWarnings("ImmutableEnumChecker") // nobody gets hold of it, so nobody changes it
    private final EnumSet<Right> rights;

    TokenScope(EnumSet<Right> rights) {
        this.rights = rights;
    }

    /** Its name in JSON and in the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of this name; empty where there is none. */
    public static Optional<TokenScope> named(String label) {
        for (TokenScope scope : values()) {
            if (scope.label().equals(label)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    /** The rights that these scopes leave to their owner at most. */
    public static Set<Right> rightsOf(Set<TokenScope> scopes) {
        EnumSet<Right> all = EnumSet.noneOf(Right.class);
        for (TokenScope scope : scopes) {
            all.addAll(scope.rights);
        }
        return all;
    }
}
