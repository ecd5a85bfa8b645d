package dev.berth.accounts;

import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.accounts.mail.Mailer;
import dev.berth.accounts.mail.Outbox;
import dev.berth.database.Database;
import dev.berth.database.TestDatabases;
import dev.berth.database.Transaction;
import dev.berth.oci.RepositoryName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

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
    private final Queue<Noted> changes = new ConcurrentLinkedQueue<>();
    private final Database database;
    private final Accounts accounts;

    public TestAccounts(Path folder, SignUp signUp, boolean open) {
        this(folder, signUp, open, Optional.empty());
    }

    /** Accounts whose owners are written to by this mailer. */
    public static TestAccounts writing(Path folder, Mailer mailer) {
        return new TestAccounts(
                folder,
                SignUp.OPEN,
                false,
                Optional.of(new Letters(new Outbox(mailer), URI.create("https://berth.example"))));
    }

    private TestAccounts(Path folder, SignUp signUp, boolean open, Optional<Letters> letters) {
        AccessConfig config = new AccessConfig(open, signUp, Duration.ofMinutes(5), Duration.ofDays(90));
        database = TestDatabases.open(folder);
        accounts = open(config, letters);
        accounts.ensureAdministrator(Optional.of(PASSWORD), made -> {
            throw new AssertionError("a password was made up although one was given");
        });
        accounts.signIn().verify("admin", PASSWORD, "192.0.2.1");
        for (String name : new String[] {"anna", "bert"}) {
            accounts.signUps()
                    .make(
                            new SignUps.Application(
                                    new Username(name),
                                    new EmailAddress(name + "@example.org"),
                                    new Password(PASSWORD),
                                    Optional.empty()),
                            account("admin"));
        }
    }

    public static TestAccounts in(Path folder) {
        return new TestAccounts(folder, SignUp.OPEN, false);
    }

    /** Another node over the same database. */
    public Accounts open(AccessConfig config) {
        return open(config, Optional.empty());
    }

    private Accounts open(AccessConfig config, Optional<Letters> letters) {
        return Accounts.open(
                database,
                config,
                clock,
                new Neighbours(name -> Optional.ofNullable(visibilities.get(name)), this::hasRepositories, this::note),
                letters,
                CHEAP);
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

    /** Does this in one transaction. */
    void write(Consumer<Transaction> work) {
        database.write(transaction -> {
            work.accept(transaction);
            return true;
        });
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

    /** Deletes this repository. */
    public void forget(RepositoryName repository) {
        visibilities.remove(repository);
    }

    private boolean hasRepositories(Transaction transaction, String namespace) {
        return visibilities.keySet().stream().anyMatch(name -> name.namespace().equals(namespace));
    }

    private void note(
            Transaction transaction,
            Optional<String> actor,
            Change change,
            String namespace,
            Map<String, Object> details) {
        changes.add(new Noted(change, actor.orElse("-") + " " + namespace + " " + new TreeMap<>(details)));
    }

    private record Noted(Change change, String text) {}

    /** Every change of this kind that the audit trail was told of: by whom, in which namespace, and the details. */
    public List<String> changes(Change change) {
        return changes.stream()
                .filter(noted -> noted.change() == change)
                .map(Noted::text)
                .toList();
    }

    /** The code of an invitation to sign up. */
    public String invitation(Duration lifetime) {
        return accounts.signUps().invite(Optional.empty(), lifetime, Optional.empty());
    }

    /** Does to an account what an administrator will be able to do. */
    public void disable(String name) {
        database.write(transaction -> transaction.update("update account set enabled = 0 where name = ?", name));
    }

    @Override
    public void close() {
        accounts.settle();
        database.close();
    }
}
