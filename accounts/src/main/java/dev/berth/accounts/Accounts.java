package dev.berth.accounts;

import dev.berth.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The accounts of one Berth, and everything that lets them in. */
public final class Accounts {
    private final AccessConfig config;

    private Accounts(AccessConfig config) {
        this.config = config;
    }

    /** The accounts in this database. */
    public static Accounts open(Database database, AccessConfig config, Clock clock, Visibilities visibilities) {
        return new Accounts(config);
    }

    /** How this Berth lets people in. */
    public AccessConfig config() {
        return config;
    }

    /**
     * Makes the account {@code admin} where there is none yet. Returns at once: the password is hashed in the background, and
     * whoever logs in as {@code admin} meanwhile waits for it.
     *
     * @param password its password; one is made up when absent
     * @return the password that was made up, to be shown once
     * @throws IllegalArgumentException when the password is too weak
     */
    public Optional<String> ensureAdministrator(Optional<String> password) {
        return Optional.empty();
    }

    /** Makes an invitation to sign up, good for this long, and answers its code. */
    public String invite(Duration lifetime) {
        return "";
    }

    /**
     * Gives an account another password, and ends every refresh token of it.
     *
     * @throws IllegalArgumentException when there is no such account, or the password is too weak
     */
    public void setPassword(String name, String password) {}
}
