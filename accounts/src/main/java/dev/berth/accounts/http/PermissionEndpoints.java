package dev.berth.accounts.http;

import dev.berth.accounts.Collaborator;
import dev.berth.accounts.Collaborators;
import dev.berth.accounts.Namespaces;
import dev.berth.accounts.Reason;
import dev.berth.accounts.Role;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Page;
import dev.berth.accounts.http.TeamEndpoints.GivenRole;
import dev.berth.oci.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who may do what with one repository, and why. */
final class PermissionEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Permissions");
    private static final String REPOSITORY = "/api/v1/repositories/{name…}";
    private static final String COLLABORATORS = REPOSITORY + "/-/collaborators";
    private static final String COLLABORATOR = COLLABORATORS + "/{username}";
    private static final String PERMISSIONS = REPOSITORY + "/-/permissions";

    private final Collaborators collaborators;
    private final Namespaces namespaces;

    PermissionEndpoints(Collaborators collaborators, Namespaces namespaces) {
        this.collaborators = collaborators;
        this.namespaces = namespaces;
    }

    /** Somebody who was given a role on a repository. */
    record CollaboratorView(String username, Role role, Instant addedAt) {
        static CollaboratorView of(Collaborator collaborator) {
            return new CollaboratorView(collaborator.username(), collaborator.role(), collaborator.addedAt());
        }
    }

    /** Whose the namespace of a repository is; the kind is null where it is nobody's. */
    record OwnerView(String name, Optional<Namespaces.Kind> kind) {}

    /** A team's role on a repository, and what it was given on: the repository, or `org/*`. */
    record TeamRoleView(String team, Role role, String target) {
        static TeamRoleView of(Collaborators.TeamRole found) {
            return new TeamRoleView(
                    found.team(), found.grant().role(), found.grant().target().text());
        }
    }

    /** Who may do what with a repository, besides administrators. */
    record PermissionsView(
            OwnerView owner, boolean isPublic, List<TeamRoleView> teams, List<CollaboratorView> collaborators) {}

    /** One reason why somebody may do something. */
    record ReasonView(Role role, Reason.Kind kind, Optional<String> team, String target, String explanation) {
        static ReasonView of(Reason reason) {
            return new ReasonView(
                    reason.role(),
                    reason.kind(),
                    Optional.of(reason.team()).filter(team -> !team.isEmpty()),
                    reason.target(),
                    reason.explanation());
        }
    }

    /** What somebody may do with a repository; null is nothing. */
    record PermissionView(String username, Optional<Role> role, List<ReasonView> reasons) {}

    void addTo(Api api) {
        api.add(
                GROUP.get(COLLABORATORS, "list_collaborators", "The collaborators of a repository")
                        .paged()
                        .answersPage(CollaboratorView.class, this::list),
                GROUP.put(COLLABORATOR, GivenRole.class, "set_collaborator", "Gives somebody a role on a repository")
                        .access(Access.PERSON)
                        .does(call -> collaborators.set(
                                call.caller(),
                                call.repository(),
                                call.path("username"),
                                call.body().role())),
                GROUP.delete(COLLABORATOR, "remove_collaborator", "Takes somebody's role on a repository away")
                        .access(Access.PERSON)
                        .does(call -> collaborators.remove(call.caller(), call.repository(), call.path("username"))),
                GROUP.get(PERMISSIONS, "show_permissions", "Who may do what with a repository")
                        .answers(PermissionsView.class, this::permissions),
                GROUP.get(
                                PERMISSIONS + "/{username}",
                                "explain_permission",
                                "What somebody may do with a repository, and why")
                        .answers(PermissionView.class, this::explain));
    }

    private Page<CollaboratorView> list(Call<Void> call) {
        return Lists.page(
                        call,
                        (after, limit) -> collaborators.list(call.caller(), call.repository(), after, limit),
                        Collaborator::username)
                .map(CollaboratorView::of);
    }

    private PermissionsView permissions(Call<Void> call) {
        RepositoryName repository = call.repository();
        Collaborators.Permissions found = collaborators.permissions(call.caller(), repository);
        return new PermissionsView(
                new OwnerView(repository.namespace(), namespaces.kind(repository.namespace())),
                found.isPublic(),
                found.teams().stream().map(TeamRoleView::of).toList(),
                found.collaborators().stream().map(CollaboratorView::of).toList());
    }

    private PermissionView explain(Call<Void> call) {
        String username = call.path("username");
        List<Reason> reasons = collaborators.explain(call.caller(), call.repository(), username);
        return new PermissionView(
                username,
                reasons.stream().map(Reason::role).max(Role::compareTo),
                reasons.stream().map(ReasonView::of).toList());
    }
}
