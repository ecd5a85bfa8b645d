package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.database.Database;
import dev.berth.oci.Quoted;
import dev.berth.oci.RepositoryName;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who was given a role on one repository, and by what else somebody has one. */
public final class Collaborators {
    private static final int MOST = 1000;

    private final Database database;
    private final Visibilities visibilities;
    private final Rights rights;
    private final AuditTrail trail;
    private final Clock clock;

    Collaborators(Database database, Visibilities visibilities, Rights rights, AuditTrail trail, Clock clock) {
        this.database = database;
        this.visibilities = visibilities;
        this.rights = rights;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Who may do something with a repository besides administrators and whoever owns its namespace.
     *
     * @param isPublic whether everybody may pull
     */
    public record Permissions(boolean isPublic, List<TeamRole> teams, List<Collaborator> collaborators) {
        public Permissions {
            teams = List.copyOf(teams);
            collaborators = List.copyOf(collaborators);
        }
    }

    /** A team's role on a repository, and what it was given on: the repository, or all of the organisation's. */
    public record TeamRole(String team, RoleGrant grant) {}

    /**
     * Who may do what with this repository, which the caller manages.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} or {@link Kind#NOT_ALLOWED}
     */
    public Permissions permissions(Caller caller, RepositoryName repository) {
        boolean isPublic = requireManager(caller, repository);
        return database.read(transaction -> new Permissions(
                isPublic,
                TeamGrantStore.about(transaction, repository).stream()
                        .map(found -> new TeamRole(found.team(), found.grant()))
                        .toList(),
                CollaboratorStore.list(transaction, repository, "", MOST)));
    }

    /**
     * Every reason why somebody may do something with this repository, the greatest role first. The caller manages it, or asks
     * about himself.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} or {@link Kind#NOT_ALLOWED}
     */
    public List<Reason> explain(Caller caller, RepositoryName repository, String username) {
        boolean aboutSelf = caller.authority().subject().equals(Optional.of(username));
        if (!aboutSelf) {
            requireManager(caller, repository);
        } else {
            requireSeen(caller, repository);
        }
        Account account = database.read(transaction -> Members.account(transaction, username));
        return rights.explain(account, repository);
    }

    /** The collaborators of a repository that the caller manages, by their names, behind this one; throws as above. */
    public List<Collaborator> list(Caller caller, RepositoryName repository, String after, int limit) {
        requireManager(caller, repository);
        return database.read(transaction -> CollaboratorStore.list(transaction, repository, after, limit));
    }

    /**
     * Gives somebody a role on a repository that the caller manages.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}, {@link Kind#NOT_ALLOWED}, or {@link Kind#CONFLICT}
     */
    public void set(Caller caller, RepositoryName repository, String username, Role role) {
        requireManager(caller, repository);
        if (username.equals(repository.namespace())) {
            throw new AccountFailure(Kind.CONFLICT, repository + " is " + username + "'s own");
        }
        database.write(transaction -> {
            Account account = Members.account(transaction, username);
            if (CollaboratorStore.list(transaction, repository, "", MOST).size() >= MOST) {
                throw new AccountFailure(Kind.CONFLICT, repository + " has " + MOST + " collaborators: make a team");
            }
            CollaboratorStore.set(transaction, repository, account.id(), role, clock.millis());
            trail.record(
                    transaction,
                    Optional.of(caller.name()),
                    Change.COLLABORATOR_SET,
                    repository.namespace(),
                    Map.of("repository", repository.value(), "collaborator", username, "role", role.label()));
            return true;
        });
    }

    /**
     * Takes somebody's role on a repository away: those who manage it may, and each collaborator himself.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} or {@link Kind#NOT_ALLOWED}
     */
    public void remove(Caller caller, RepositoryName repository, String username) {
        if (!caller.name().equals(username)) {
            requireManager(caller, repository);
        }
        database.write(transaction -> {
            boolean removed = AccountStore.find(transaction, username)
                    .map(stored -> CollaboratorStore.remove(
                            transaction, repository, stored.account().id()))
                    .orElse(false);
            if (!removed) {
                throw new AccountFailure(Kind.UNKNOWN, Quoted.of(username) + " is no collaborator of " + repository);
            }
            trail.record(
                    transaction,
                    Optional.of(caller.name()),
                    Change.COLLABORATOR_REMOVED,
                    repository.namespace(),
                    Map.of("repository", repository.value(), "collaborator", username));
            return true;
        });
    }

    private boolean requireManager(Caller caller, RepositoryName repository) {
        boolean isPublic = requireSeen(caller, repository);
        if (!caller.manages(repository)) {
            throw new AccountFailure(Kind.NOT_ALLOWED, "this is for those who administer " + repository);
        }
        return isPublic;
    }

    /** Whether the repository is public, where the caller may know that it exists. */
    private boolean requireSeen(Caller caller, RepositoryName repository) {
        return visibilities
                .isPublic(repository)
                .filter(isPublic -> caller.sees().includes(repository, isPublic))
                .orElseThrow(() -> new AccountFailure(
                        Kind.UNKNOWN, "there is no repository " + repository + ", or it is not yours"));
    }
}
