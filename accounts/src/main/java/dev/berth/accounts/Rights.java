package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what with which repository. Administrators may do everything; an account may do everything in the namespace of its
 * name; owners of organisations, members of their teams and collaborators may do what their roles say; a public repository may
 * be pulled by everybody. All that adds up. A repository that does not exist is like a private one.
 */
public final class Rights {
    /** Of those who were given nothing by anybody. */
    static final Rights WITHOUT_GRANTS = new Rights(name -> Optional.empty(), Roles.NONE);

    private final Visibilities visibilities;
    private final Roles roles;

    Rights(Visibilities visibilities, Roles roles) {
        this.visibilities = visibilities;
        this.roles = roles;
    }

    /** The caller that acts by this authority. */
    public Caller caller(Authority authority) {
        return switch (authority) {
            case Authority.Open open -> Caller.OPEN;
            case Authority.Anonymous anonymous -> Caller.ANONYMOUS;
            default -> new Caller(authority.subject().orElse(Caller.ANONYMOUS.name()), authority, this);
        };
    }

    /** Whether this authority has all of these rights on the repository, which may be called by a former name. */
    public boolean allow(Authority authority, RepositoryName repository, Right... wanted) {
        boolean limited = hasAll(Limits.most(authority, repository), wanted);
        // The database is asked only where nothing else lets the request pass: about roles late, and about former names
        // last.
        if (limited && owns(authority, repository)) {
            return true;
        }
        Optional<Boolean> isPublic = pullsOnly(wanted) ? visibilities.isPublic(repository) : Optional.empty();
        return isPublic.orElse(false)
                || limited && hasAll(given(authority, repository), wanted)
                || isPublic.isEmpty()
                        && visibilities
                                .movedTo(repository)
                                .filter(now -> allow(authority, repository, now, wanted))
                                .isPresent();
    }

    /**
     * The same for a repository that it calls by a former name: that it could do as much when this was its name counts for
     * nothing.
     *
     * @param former the name that it uses, for which a token of the token server may be
     * @param now the repository's name
     */
    public boolean allow(Authority authority, RepositoryName former, RepositoryName now, Right... wanted) {
        return allow(authority, now, wanted)
                || authority instanceof Authority.ByGrants token
                        && hasAll(Limits.most(token, former), wanted)
                        && hasAll(given(token.origin(), now), wanted);
    }

    private static boolean hasAll(Set<Right> rights, Right... wanted) {
        for (Right right : wanted) {
            if (!rights.contains(right)) {
                return false;
            }
        }
        return true;
    }

    private static boolean pullsOnly(Right... wanted) {
        for (Right right : wanted) {
            if (right != Right.PULL) {
                return false;
            }
        }
        return true;
    }

    /** Whether this authority may pull from the repository, where that is known without waiting; false says nothing. */
    public boolean allowPullAtOnce(Authority authority, RepositoryName repository) {
        return Limits.most(authority, repository).contains(Right.PULL) && owns(authority, repository)
                || visibilities.isPublicAtOnce(repository).orElse(false);
    }

    /** Those of the wanted rights that a token for this authority may carry; by a former name as by the present one. */
    Set<Right> grant(Authority authority, RepositoryName repository, Set<Right> wanted) {
        Optional<Boolean> isPublic = visibilities.isPublic(repository);
        Optional<RepositoryName> moved = isPublic.isPresent() ? Optional.empty() : visibilities.movedTo(repository);
        if (moved.isPresent()) {
            return grant(authority, moved.get(), wanted);
        }
        EnumSet<Right> granted = EnumSet.noneOf(Right.class);
        granted.addAll(given(authority, repository));
        granted.retainAll(wanted);
        if (wanted.contains(Right.PULL) && isPublic.orElse(false)) {
            granted.add(Right.PULL);
        }
        return granted;
    }

    /** The name of the repository that once had this one; empty where none had it, or one has it. */
    public Optional<RepositoryName> movedTo(RepositoryName former) {
        return visibilities.isPublic(former).isPresent() ? Optional.empty() : visibilities.movedTo(former);
    }

    /** What this authority has on the repository, whatever is public. */
    public Set<Right> given(Authority authority, RepositoryName repository) {
        Set<Right> given = Limits.of(authority, repository);
        if (!given.isEmpty() && !owns(authority, repository)) {
            given.retainAll(authority
                    .behind()
                    .flatMap(account -> greatest(roles.reasons(account, repository)))
                    .map(Role::rights)
                    .orElse(Set.of()));
        }
        return given;
    }

    /** Whether everything within its {@link Limits limit} is this authority's, without a look at what others gave it. */
    private static boolean owns(Authority authority, RepositoryName repository) {
        return switch (authority) {
            case Authority.Open open -> true;
            case Authority.Anonymous anonymous -> false;
            case Authority.ByPassword(Account account) -> owns(account, repository);
            case Authority.BySession session -> owns(session.account(), repository);
            case Authority.ByPersonalToken token -> owns(token.account(), repository);
            // What these carry was found to be theirs when they were given.
            case Authority.ByRobot robot -> true;
            case Authority.ByGrants token -> true;
        };
    }

    private static boolean owns(Account account, RepositoryName repository) {
        return account.administrator() || account.name().equals(repository.namespace());
    }

    /** Whether a token that this one's bearer could ask for would let it pull from this repository, which exists. */
    public boolean couldPull(Authority.ByGrants token, RepositoryName repository) {
        return token.limit().contains(Right.PULL)
                && given(token.origin(), repository).contains(Right.PULL)
                && visibilities.isPublic(repository).isPresent();
    }

    private boolean isPublic(RepositoryName repository) {
        return visibilities.isPublic(repository).orElse(false);
    }

    /** What the account is to the repository, whatever is public; empty where it is nothing. */
    public Optional<Role> role(Account account, RepositoryName repository) {
        return owns(account, repository) ? Optional.of(Role.ADMIN) : greatest(roles.reasons(account, repository));
    }

    /** What the account behind this authority is to the repository, as far as its token goes; see {@link Caller#manages}. */
    Optional<Role> role(Authority authority, RepositoryName repository) {
        Set<Right> limit = Limits.of(authority, repository);
        if (!limit.contains(Right.PULL) && !limit.contains(Right.PUSH)) {
            return Optional.empty();
        }
        return switch (authority) {
            case Authority.Open open -> Optional.of(Role.ADMIN);
            case Authority.ByRobot robot -> Optional.of(limit.contains(Right.PUSH) ? Role.WRITE : Role.READ);
            case Authority.ByGrants token
            when token.account().isEmpty() -> Optional.of(limit.contains(Right.PUSH) ? Role.WRITE : Role.READ);
            default ->
                authority
                        .behind()
                        .flatMap(account -> role(account, repository))
                        .map(role -> limit.contains(Right.PUSH) ? role : Role.READ);
        };
    }

    /** Every reason why the account may do what it may with this repository, the greatest role first. */
    public List<Reason> explain(Account account, RepositoryName repository) {
        List<Reason> reasons = new ArrayList<>();
        if (account.administrator()) {
            reasons.add(Reason.of(Role.ADMIN, Reason.Kind.ADMINISTRATOR, repository.value()));
        }
        if (account.name().equals(repository.namespace())) {
            reasons.add(Reason.of(Role.ADMIN, Reason.Kind.NAMESPACE, account.name() + Target.ALL));
        }
        reasons.addAll(roles.reasons(account, repository));
        if (isPublic(repository)) {
            reasons.add(Reason.of(Role.READ, Reason.Kind.PUBLIC, repository.value()));
        }
        reasons.sort((one, other) -> other.role().compareTo(one.role()));
        return reasons;
    }

    private static Optional<Role> greatest(List<Reason> reasons) {
        return reasons.stream().map(Reason::role).max(Role::compareTo);
    }

    /**
     * Whether this authority may make this repository, which does not exist: by pushing to it or otherwise. That is for whom
     * the whole namespace was given, since a grant on a name is about the repository that had it.
     */
    public boolean mayCreate(Authority authority, RepositoryName repository) {
        if (!Limits.of(authority, repository).contains(Right.PUSH)) {
            return false;
        }
        return switch (authority) {
            case Authority.ByGrants token -> mayCreate(token.origin(), repository);
            case Authority.ByRobot robot ->
                robot.grants().stream()
                        .filter(grant -> grant.target() instanceof Target.OfNamespace)
                        .anyMatch(grant -> grant.scopes().contains(TokenScope.WRITE));
            default ->
                owns(authority, repository)
                        || authority
                                .behind()
                                .filter(account -> mayCreate(account, repository))
                                .isPresent();
        };
    }

    /** Whether this authority looks after the whole namespace: as its person, an owner of its organisation, an administrator. */
    public boolean ownsNamespace(Authority authority, RepositoryName repository) {
        return mayCreate(authority, repository)
                && authority
                        .behind()
                        .map(it -> owns(it, repository)
                                || roles.reasons(it, repository).stream()
                                        .anyMatch(reason -> reason.kind() == Reason.Kind.OWNER))
                        .orElse(authority instanceof Authority.Open);
    }

    private boolean mayCreate(Account account, RepositoryName repository) {
        return roles.reasons(account, repository).stream()
                .filter(reason -> reason.role().isAtLeast(Role.WRITE))
                .anyMatch(reason -> reason.kind() == Reason.Kind.OWNER
                        || reason.kind() == Reason.Kind.TEAM && reason.target().endsWith(Target.ALL));
    }

    /** Which repositories may be shown to this authority, as of now. */
    public Sees sees(Authority authority) {
        if (!Limits.of(authority).contains(Right.PULL)) {
            return Sees.PublicAnd.NOTHING;
        }
        return switch (authority) {
            case Authority.Open open -> new Sees.Everything();
            case Authority.Anonymous anonymous -> Sees.PublicAnd.NOTHING;
            case Authority.ByPassword(Account account) -> sees(account);
            case Authority.BySession session -> sees(session.account());
            case Authority.ByPersonalToken token -> {
                Sees all = sees(token.account());
                yield token.only().map(grants -> Sees.narrowed(all, grants)).orElse(all);
            }
            case Authority.ByRobot robot ->
                Sees.narrowed(new Sees.PublicAnd(Set.of(robot.organisation())), robot.grants());
            case Authority.ByGrants token -> sees(token.origin());
        };
    }

    private Sees sees(Account account) {
        return account.administrator()
                ? new Sees.Everything()
                : roles.reach(account).and(account.name());
    }
}
