package dev.berth.accounts;

import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.database.Database;
import dev.berth.database.TestDatabases;
import dev.berth.oci.RepositoryName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Accounts in a real database, with a clock that can be set and passwords that cost little. There are the administrator
 * {@code admin}, {@code anna} and {@code bert}, and the repositories {@code anna/private} and {@code anna/public}.
 */
public final class TestAccounts implements AutoCloseable {
    /** Everybody's password. */
    public static final String PASSWORD = "correct horse";

    public static final RepositoryName PRIVATE = new RepositoryName("anna/private");
    public static final RepositoryName PUBLIC = new RepositoryName("anna/public");
    public static final RepositoryName MISSING = new RepositoryName("anna/missing");

    private static final Argon2Cost CHEAP = new Argon2Cost(16, 1);

    private final SettableClock clock = new SettableClock();
    private final Map<RepositoryName, Boolean> visibilities =
            new ConcurrentHashMap<>(Map.of(PRIVATE, false, PUBLIC, true));
    private final Database database;
    private final Accounts accounts;

    public TestAccounts(Path folder, SignUp signUp, boolean open) {
        AccessConfig config = new AccessConfig(open, signUp, Duration.ofMinutes(5), Duration.ofDays(90));
        database = TestDatabases.open(folder);
        accounts = open(config);
        accounts.ensureAdministrator(Optional.of(PASSWORD), made -> {
            throw new AssertionError("a password was made up although one was given");
        });
        accounts.signIn().verify("admin", PASSWORD, "192.0.2.1");
        for (String name : new String[] {"anna", "bert"}) {
            accounts.signUps()
                    .make(new SignUps.Application(
                            new Username(name),
                            new EmailAddress(name + "@example.org"),
                            new Password(PASSWORD),
                            Optional.empty()));
        }
    }

    public static TestAccounts in(Path folder) {
        return new TestAccounts(folder, SignUp.OPEN, false);
    }

    /** Another node over the same database. */
    public Accounts open(AccessConfig config) {
        return Accounts.open(
                database, config, clock, Neighbours.only(name -> Optional.ofNullable(visibilities.get(name))), CHEAP);
    }

    public Accounts accounts() {
        return accounts;
    }

    public SettableClock clock() {
        return clock;
    }

    Database database() {
        return database;
    }

    /** The account of this name. */
    public Account account(String name) {
        return database.read(transaction -> AccountStore.find(transaction, name))
                .map(StoredAccount::account)
                .orElseThrow();
    }

    /** Makes this repository public or private. */
    public void setPublic(RepositoryName repository, boolean isPublic) {
        visibilities.put(repository, isPublic);
    }

    /** Does to an account what an administrator will be able to do. */
    public void disable(String name) {
        database.write(transaction -> transaction.update("update account set enabled = 0 where name = ?", name));
    }

    @Override
    public void close() {
        database.close();
    }
}
