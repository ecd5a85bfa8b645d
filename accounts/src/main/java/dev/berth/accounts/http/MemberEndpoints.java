package dev.berth.accounts.http;

import dev.berth.accounts.Member;
import dev.berth.accounts.Member.Standing;
import dev.berth.accounts.Members;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Page;
import java.time.Instant;
import java.util.List;

/** {@code /api/v1/orgs/<org>/members}: who is in an organisation. */
final class MemberEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Organisations");
    private static final String ALL = "/api/v1/orgs/{org}/members";
    private static final String ONE = "/api/v1/orgs/{org}/members/{username}";

    private final Members members;

    MemberEndpoints(Members members) {
        this.members = members;
    }

    /** What a member is to be. */
    record MemberRole(Standing role) {}

    /** A member of an organisation, with the names of the teams that he is in. */
    record MemberView(String username, Standing role, List<String> teams, Instant joinedAt) {
        static MemberView of(Member member) {
            return new MemberView(member.username(), member.role(), member.teams(), member.joinedAt());
        }
    }

    void addTo(Api api) {
        api.add(
                GROUP.get(ALL, "list_members", "The members of an organisation")
                        .paged()
                        .answersPage(MemberView.class, this::list),
                GROUP.put(
                                ONE,
                                MemberRole.class,
                                "set_member",
                                "Makes a member an owner or the other way round; an administrator may add members so")
                        .access(Access.PERSON)
                        .does(call -> members.set(
                                call.account(),
                                call.path("org"),
                                call.path("username"),
                                call.body().role())),
                GROUP.delete(ONE, "remove_member", "Takes a member out of an organisation; members may leave so")
                        .access(Access.PERSON)
                        .does(call -> members.remove(call.account(), call.path("org"), call.path("username"))));
    }

    private Page<MemberView> list(Call<Void> call) {
        return Lists.page(
                        call,
                        (after, limit) -> members.list(call.account(), call.path("org"), after, limit),
                        Member::username)
                .map(MemberView::of);
    }
}
