package dev.berth.hub.http;

/** Who may see a repository. */
public enum Visibility {
    PUBLIC,
    PRIVATE;

    static Visibility of(boolean isPublic) {
        return isPublic ? PUBLIC : PRIVATE;
    }
}
