package dev.berth.accounts.http;

import dev.berth.accounts.Role;
import dev.berth.accounts.RoleGrant;
import dev.berth.accounts.Target;
import dev.berth.accounts.Team;
import dev.berth.accounts.TeamGrants;
import dev.berth.accounts.Teams;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Page;
import java.time.Instant;
import java.util.Optional;

/** {@code /api/v1/orgs/<org>/teams}: the teams of an organisation, who is in them, and what they may do. */
final class TeamEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Teams");
    private static final String ALL = "/api/v1/orgs/{org}/teams";
    private static final String ONE = ALL + "/{team}";
    private static final String MEMBERS = ONE + "/members";
    private static final String MEMBER = MEMBERS + "/{username}";
    private static final String REPOSITORIES = ONE + "/repositories";
    private static final String REPOSITORY = REPOSITORIES + "/{name…}";

    private final Teams teams;
    private final TeamGrants grants;

    TeamEndpoints(Teams teams, TeamGrants grants) {
        this.teams = teams;
        this.grants = grants;
    }

    /** What a team is to be. */
    record NewTeam(String name, Optional<String> description) {}

    /** What is to change of a team; what is absent stays. */
    record TeamChange(Optional<String> name, Optional<String> description) {}

    /** A team, with how many are in it and how many grants it has. */
    record TeamView(String name, String description, long members, long repositories, Instant createdAt) {
        static TeamView of(Team team) {
            return new TeamView(team.name(), team.description(), team.members(), team.repositories(), team.createdAt());
        }
    }

    /** Somebody in a team. */
    record TeamMemberView(String username) {}

    /** The role that is to be given. */
    record GivenRole(Role role) {}

    /** A role of a team on a repository, or on {@code org/*}. */
    record TeamGrantView(String name, Role role) {
        static TeamGrantView of(RoleGrant grant) {
            return new TeamGrantView(grant.target().text(), grant.role());
        }
    }

    void addTo(Api api) {
        addTeamsTo(api);
        api.add(
                GROUP.get(MEMBERS, "list_team_members", "Who is in a team")
                        .paged()
                        .answersPage(TeamMemberView.class, this::members),
                GROUP.put(MEMBER, "add_team_member", "Adds a member of the organisation to a team")
                        .access(Access.PERSON)
                        .does(call -> teams.addMember(call.account(), org(call), team(call), call.path("username"))),
                GROUP.delete(MEMBER, "remove_team_member", "Takes somebody out of a team; members may leave so")
                        .access(Access.PERSON)
                        .does(call -> teams.removeMember(call.account(), org(call), team(call), call.path("username"))),
                GROUP.get(REPOSITORIES, "list_team_repositories", "What a team may do with which repositories")
                        .paged()
                        .answersPage(TeamGrantView.class, this::grants),
                GROUP.put(
                                REPOSITORY,
                                GivenRole.class,
                                "set_team_repository",
                                "Gives a team a role on a repository of the organisation, or on all: `org/*`")
                        .access(Access.PERSON)
                        .does(this::setGrant),
                GROUP.delete(REPOSITORY, "remove_team_repository", "Takes a role from a team")
                        .access(Access.PERSON)
                        .does(call ->
                                grants.remove(call.account(), org(call), team(call), Target.parse(call.path("name")))));
    }

    private void addTeamsTo(Api api) {
        api.add(
                GROUP.get(ALL, "list_teams", "The teams of an organisation")
                        .paged()
                        .answersPage(TeamView.class, this::list),
                GROUP.post(ALL, NewTeam.class, "create_team", "Makes a team")
                        .access(Access.PERSON)
                        .makes(TeamView.class, this::create),
                GROUP.get(ONE, "show_team", "One team")
                        .answers(TeamView.class, call -> TeamView.of(teams.get(call.account(), org(call), team(call)))),
                GROUP.patch(ONE, TeamChange.class, "change_team", "Changes what is sent of a team")
                        .access(Access.PERSON)
                        .answers(TeamView.class, this::change),
                GROUP.delete(ONE, "delete_team", "Deletes a team, and what it may do")
                        .access(Access.PERSON)
                        .does(call -> teams.delete(call.account(), org(call), team(call))));
    }

    private static String org(Call<?> call) {
        return call.path("org");
    }

    private static String team(Call<?> call) {
        return call.path("team");
    }

    private Page<TeamView> list(Call<Void> call) {
        return Lists.page(call, (after, limit) -> teams.list(call.account(), org(call), after, limit), Team::name)
                .map(TeamView::of);
    }

    private TeamView create(Call<NewTeam> call) {
        NewTeam wanted = call.body();
        return TeamView.of(teams.create(
                call.account(), org(call), wanted.name(), wanted.description().orElse("")));
    }

    private TeamView change(Call<TeamChange> call) {
        TeamChange wanted = call.body();
        return TeamView.of(teams.change(call.account(), org(call), team(call), wanted.name(), wanted.description()));
    }

    private Page<TeamMemberView> members(Call<Void> call) {
        return Lists.page(
                        call,
                        (after, limit) -> teams.members(call.account(), org(call), team(call), after, limit),
                        name -> name)
                .map(TeamMemberView::new);
    }

    private Page<TeamGrantView> grants(Call<Void> call) {
        return Lists.page(
                        call,
                        (after, limit) -> grants.list(call.account(), org(call), team(call), after, limit),
                        grant -> grant.target().text())
                .map(TeamGrantView::of);
    }

    private void setGrant(Call<GivenRole> call) {
        RoleGrant grant =
                new RoleGrant(Target.parse(call.path("name")), call.body().role());
        grants.set(call.account(), org(call), team(call), grant);
    }
}
