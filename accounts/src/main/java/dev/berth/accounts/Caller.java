package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.Optional;

/** Who asks, once known. */
public final class Caller {
    /** Everybody, where no login is asked for. */
    public static final Caller OPEN = new Caller("open", new Authority.Open(), Rights.WITHOUT_GRANTS);

    /** Somebody without credentials. */
    public static final Caller ANONYMOUS = new Caller("anonymous", new Authority.Anonymous(), Rights.WITHOUT_GRANTS);

    private final String name;
    private final Authority authority;
    private final Rights rights;

    /** @param rights what tells what this authority may do */
    Caller(String name, Authority authority, Rights rights) {
        this.name = name;
        this.authority = authority;
        this.rights = rights;
    }

    /** The caller that acts by this authority, and has nothing but what is its own; see {@link Rights#caller}. */
    public static Caller withoutGrants(Authority authority) {
        return Rights.WITHOUT_GRANTS.caller(authority);
    }

    /** The name of the account or robot; {@code anonymous} for a stranger, {@code open} where no login is asked for. */
    public String name() {
        return name;
    }

    /** By what the caller acts. */
    public Authority authority() {
        return authority;
    }

    /** Which repositories may be shown to this caller, as of now. */
    public Sees sees() {
        return rights.sees(authority);
    }

    /** Whether it is the person itself who calls, and no token. */
    public boolean inPerson() {
        return authority instanceof Authority.ByPassword || authority instanceof Authority.BySession;
    }

    /** What this caller is to the repository, whatever is public: what its account is, as far as its token goes. */
    public Optional<Role> role(RepositoryName repository) {
        return rights.role(authority, repository);
    }

    /**
     * Whether this caller may change what a repository is: its visibility and settings. That is for those with the role
     * {@link Role#ADMIN}; a personal token needs its scope for writing, a token of the token server the right to push.
     */
    public boolean manages(RepositoryName repository) {
        return role(repository).filter(Role.ADMIN::equals).isPresent();
    }
}
