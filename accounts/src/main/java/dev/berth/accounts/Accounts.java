package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The accounts of one Berth, and everything that lets them in. */
public final class Accounts {
    private final Database database;
    private final AccessConfig config;
    private final Clock clock;
    private final Optional<Letters> letters;
    private final Verification verification;
    private final InstanceSettings settings;
    private final Passwords passwords;
    private final PasswordResets passwordResets;
    private final SecondFactors secondFactors;
    private final AccountList list;
    private final Closing closing;
    private final Administrator administrator;
    private final PersonalTokens personalTokens;
    private final Robots robots;
    private final Organisations organisations;
    private final Members members;
    private final Teams teams;
    private final TeamGrants teamGrants;
    private final OrganisationInvitations organisationInvitations;
    private final Collaborators collaborators;
    private final Namespaces namespaces;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Profiles profiles;
    private final SignUps signUps;
    private final Rights rights;
    private final BearerTokens bearerTokens;
    private final TokenServer tokenServer;

    private Accounts(
            Database database,
            AccessConfig config,
            Clock clock,
            Neighbours neighbours,
            Optional<Letters> letters,
            Argon2Cost cost) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.letters = letters;
        PasswordHashes hashes = new PasswordHashes(cost);
        AuditTrail trail = neighbours.trail();
        GuessAlarm alarm = new GuessAlarm(database, trail, clock);
        this.administrator = new Administrator(database, hashes, trail, clock);
        this.personalTokens = new PersonalTokens(database, trail, clock);
        this.robots = new Robots(database, trail, clock);
        this.verification = new Verification(database, letters, trail, clock);
        this.signIn = new SignIn(
                database,
                hashes,
                new SignInThrottle(clock),
                alarm,
                personalTokens,
                robots,
                administrator,
                verification.isDemanded());
        this.sessions = new Sessions(database, config.session(), verification.isDemanded(), trail, clock);
        this.settings = new InstanceSettings(database, config.signUp(), trail);
        this.profiles = new Profiles(database, trail, clock);
        this.passwords = new Passwords(database, hashes, trail, administrator, letters);
        this.passwordResets = new PasswordResets(database, letters, passwords, trail, clock);
        this.secondFactors = new SecondFactors(database, passwords, alarm, trail, clock);
        this.closing = new Closing(database, hashes, trail, clock);
        this.list = new AccountList(database, trail);
        this.signUps =
                new SignUps(database, settings, hashes, letters, verification, new SignUpThrottle(clock), trail, clock);
        this.rights = new Rights(neighbours.visibilities(), new GrantedRoles(database));
        this.organisations = new Organisations(database, neighbours.hasRepositories(), trail, clock);
        this.members = new Members(database, trail, clock);
        closing.with(members::leaveAll);
        this.teams = new Teams(database, trail, clock);
        this.teamGrants = new TeamGrants(database, neighbours.visibilities(), trail);
        this.organisationInvitations = new OrganisationInvitations(database, letters, trail, clock);
        this.collaborators = new Collaborators(database, neighbours.visibilities(), rights, trail, clock);
        this.namespaces = new Namespaces(database, rights);
        AccessTokenCodec codec = new AccessTokenCodec(new SigningKeys(database, clock), clock);
        this.bearerTokens = new BearerTokens(database, codec, rights, clock);
        this.tokenServer = new TokenServer(database, config, codec, rights, clock);
    }

    /**
     * The accounts in this database.
     *
     * @param letters what is written to people; absent where no mail is sent
     */
    public static Accounts open(
            Database database, AccessConfig config, Clock clock, Neighbours neighbours, Optional<Letters> letters) {
        return open(database, config, clock, neighbours, letters, Argon2Cost.RECOMMENDED);
    }

    /** The accounts in this database, where no mail is sent. */
    public static Accounts open(Database database, AccessConfig config, Clock clock, Neighbours neighbours) {
        return open(database, config, clock, neighbours, Optional.empty());
    }

    /** The accounts in this database, with passwords hashed at this cost. */
    static Accounts open(
            Database database,
            AccessConfig config,
            Clock clock,
            Neighbours neighbours,
            Optional<Letters> letters,
            Argon2Cost cost) {
        return new Accounts(database, config, clock, neighbours, letters, cost);
    }

    /** How this Berth lets people in. */
    public AccessConfig config() {
        return config;
    }

    /** Who comes with a name and a secret. */
    public SignIn signIn() {
        return signIn;
    }

    /** Who comes with a browser's cookie. */
    public Sessions sessions() {
        return sessions;
    }

    /** What people tell about themselves. */
    public Profiles profiles() {
        return profiles;
    }

    /** Changes passwords. */
    public Passwords passwords() {
        return passwords;
    }

    /** Lets people choose another password who forgot theirs. */
    public PasswordResets passwordResets() {
        return passwordResets;
    }

    /** Has people prove that an address is theirs. */
    public Verification verification() {
        return verification;
    }

    /** Codes that are asked for besides the password. */
    public SecondFactors secondFactors() {
        return secondFactors;
    }

    /** What administrators have set for the whole installation. */
    public InstanceSettings settings() {
        return settings;
    }

    /** Every account, for administrators. */
    public AccountList list() {
        return list;
    }

    /** Closes accounts for good. */
    public Closing closing() {
        return closing;
    }

    /** Who comes with a token of the token server. */
    public BearerTokens bearerTokens() {
        return bearerTokens;
    }

    /** Who may do what. */
    public Rights rights() {
        return rights;
    }

    /** Makes tokens for the registry. */
    public TokenServer tokenServer() {
        return tokenServer;
    }

    /** Makes accounts. */
    public SignUps signUps() {
        return signUps;
    }

    /** Makes, lists, changes and revokes personal tokens. */
    public PersonalTokens personalTokens() {
        return personalTokens;
    }

    /** Makes, lists, changes and deletes the robots of organisations. */
    public Robots robots() {
        return robots;
    }

    /** Makes, shows, changes and closes organisations. */
    public Organisations organisations() {
        return organisations;
    }

    /** Who is in which organisation. */
    public Members members() {
        return members;
    }

    /** The teams of organisations. */
    public Teams teams() {
        return teams;
    }

    /** What teams may do. */
    public TeamGrants teamGrants() {
        return teamGrants;
    }

    /** Invitations into organisations. */
    public OrganisationInvitations organisationInvitations() {
        return organisationInvitations;
    }

    /** Who was given a role on one repository. */
    public Collaborators collaborators() {
        return collaborators;
    }

    /** Whose a namespace is. */
    public Namespaces namespaces() {
        return namespaces;
    }

    /** What time it is for tokens, codes and invitations. */
    public Instant now() {
        return clock.instant();
    }

    /** This account as it is now; empty when it may not be used any more. */
    public Optional<Account> now(Account account) {
        return database.read(transaction -> AccountStore.find(transaction, account.name()))
                .filter(AccountStore.StoredAccount::enabled)
                .map(AccountStore.StoredAccount::account)
                .filter(found -> found.id() == account.id());
    }

    /**
     * Makes the account {@code admin} where there is none yet. Returns at once: the password is hashed in the background, and
     * whoever logs in as {@code admin} meanwhile waits for it.
     *
     * @param password its password; one is made up when absent or empty
     * @param tell is told the password that was made up, to be shown once, when the account is there
     * @throws AccountFailure {@link Kind#INVALID} when the password is too weak
     */
    public void ensureAdministrator(Optional<String> password, Consumer<String> tell) {
        administrator.ensure(password.filter(text -> !text.isEmpty()), tell);
    }

    /** Returns when what was begun in the background is done; for the end of the server. */
    public void settle() {
        administrator.await(Username.ADMINISTRATOR.value());
        letters.ifPresent(it -> it.outbox().close());
    }

    /**
     * Gives an account another password, and ends every session and refresh token of it.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when there is no such account, {@link Kind#INVALID} when the password is
     *     too weak
     */
    public void setPassword(String name, String password) {
        passwords.set(name, new Password(password));
    }
}
