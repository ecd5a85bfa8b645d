package dev.berth.accounts;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How much of a repository is somebody's. The roles that several grants give add up, so the greatest counts. */
public enum Role {
    /** Pulling. */
    READ(EnumSet.of(Right.PULL)),
    /** Pulling, pushing and deleting images. */
    WRITE(EnumSet.allOf(Right.class)),
    /** All that, and changing what the repository is and who may use it. */
    ADMIN(EnumSet.allOf(Right.class));

    @SuppressWarnings("ImmutableEnumChecker") // nobody gets hold of it, so nobody changes it
    private final EnumSet<Right> rights;

    Role(EnumSet<Right> rights) {
        this.rights = rights;
    }

    /** What may be done with the images of the repository. */
    public Set<Right> rights() {
        return EnumSet.copyOf(rights);
    }

    /** Whether it is this one or greater. */
    public boolean isAtLeast(Role other) {
        return compareTo(other) >= 0;
    }

    /** Its name in JSON and in the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this name; empty where there is none. */
    public static Optional<Role> named(String label) {
        for (Role role : values()) {
            if (role.label().equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
