package dev.berth.accounts;

import java.util.Set;

/**
 * The name of an account, as a Docker ID is: 4 to 30 lower-case letters and digits. It is also the account's namespace, so it
 * is never one of the words that the paths of Berth use.
 */
public record Username(String value) {
    /** The first administrator's. */
    public static final Username ADMINISTRATOR = new Username("admin");

    private static final int SHORTEST = 4;
    private static final int LONGEST = 30;

    /** Words of Berth's own paths and scopes, and names that would be taken for somebody in charge. */
    private static final Set<String> RESERVED = Set.of(
            "access",
            "account",
            "accounts",
            "admin",
            "administrator",
            "anonymous",
            "api",
            "assets",
            "auth",
            "basic",
            "bearer",
            "berth",
            "blobs",
            "builds",
            "catalog",
            "console",
            "dashboard",
            "deploy",
            "docker",
            "everyone",
            "explore",
            "groups",
            "healthz",
            "help",
            "hub",
            "invitations",
            "invites",
            "library",
            "login",
            "logout",
            "manifests",
            "members",
            "metrics",
            "moderator",
            "namespaces",
            "nobody",
            "notifications",
            "official",
            "open",
            "operator",
            "organizations",
            "organisations",
            "orgs",
            "ping",
            "public",
            "readyz",
            "referrers",
            "registry",
            "repositories",
            "repository",
            "root",
            "search",
            "security",
            "settings",
            "signin",
            "signup",
            "stars",
            "static",
            "support",
            "system",
            "tags",
            "teams",
            "token",
            "tokens",
            "uploads",
            "user",
            "users",
            "v1",
            "v2",
            "webhooks");

    /** @throws AccountFailure {@link AccountFailure.Kind#INVALID} */
    public Username {
        if (!isLegal(value)) {
            throw new AccountFailure(
                    AccountFailure.Kind.INVALID,
                    "username: 4 to 30 lower-case letters and digits, as in \"anna42\", are needed");
        }
    }

    /** Whether nobody may sign up under this name. */
    public boolean isReserved() {
        return RESERVED.contains(value);
    }

    static boolean isLegal(String text) {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return value;
    }
}
