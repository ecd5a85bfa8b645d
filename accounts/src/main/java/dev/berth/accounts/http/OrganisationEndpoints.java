package dev.berth.accounts.http;

import dev.berth.accounts.Member.Standing;
import dev.berth.accounts.OrganisationName;
import dev.berth.accounts.Organisations;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/orgs}: organisations themselves. */
final class OrganisationEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Organisations");
    private static final String ALL = "/api/v1/orgs";
    private static final String ONE = "/api/v1/orgs/{org}";

    private final Organisations organisations;

    OrganisationEndpoints(Organisations organisations) {
        this.organisations = organisations;
    }

    /** What an organisation is to be. */
    record NewOrganisation(String name, Optional<String> displayName) {}

    /** What is to change of an organisation; what is absent stays. */
    record OrganisationChange(Optional<String> displayName) {}

    /** An organisation; the caller's role is null for an administrator who is not in it. */
    record OrganisationView(
            String name, String displayName, Optional<Standing> role, long members, long teams, Instant createdAt) {
        static OrganisationView of(Organisations.View view) {
            return new OrganisationView(
                    view.organisation().name(),
                    view.organisation().displayName(),
                    view.role(),
                    view.members(),
                    view.teams(),
                    view.organisation().createdAt());
        }
    }

    void addTo(Api api) {
        api.add(
                GROUP.post(
                                ALL,
                                NewOrganisation.class,
                                "create_organisation",
                                "Makes an organisation that the caller owns")
                        .access(Access.PERSON)
                        .makes(OrganisationView.class, this::create),
                GROUP.get(ALL, "list_organisations", "The organisations that the caller may see")
                        .paged()
                        .answersPage(OrganisationView.class, this::list),
                GROUP.get("/api/v1/user/orgs", "list_own_organisations", "The organisations that the caller is in")
                        .answersList(OrganisationView.class, this::own),
                GROUP.get(ONE, "show_organisation", "One organisation")
                        .answers(
                                OrganisationView.class,
                                call -> OrganisationView.of(organisations.show(call.account(), call.path("org")))),
                GROUP.patch(
                                ONE,
                                OrganisationChange.class,
                                "change_organisation",
                                "Changes what is sent of an organisation")
                        .access(Access.PERSON)
                        .answers(OrganisationView.class, this::change),
                GROUP.delete(
                                ONE,
                                "delete_organisation",
                                "Closes an organisation without repositories; nobody gets its name again")
                        .access(Access.PERSON)
                        .does(call -> organisations.close(call.account(), call.path("org"))));
    }

    private OrganisationView create(Call<NewOrganisation> call) {
        NewOrganisation wanted = call.body();
        return OrganisationView.of(organisations.create(
                call.account(),
                new OrganisationName(wanted.name()),
                wanted.displayName().orElse("")));
    }

    private Page<OrganisationView> list(Call<Void> call) {
        return Lists.page(
                        call,
                        (after, limit) -> organisations.list(call.account(), after, limit),
                        view -> view.organisation().name())
                .map(OrganisationView::of);
    }

    private List<OrganisationView> own(Call<Void> call) {
        return organisations.of(call.account()).stream()
                .map(OrganisationView::of)
                .toList();
    }

    private OrganisationView change(Call<OrganisationChange> call) {
        String name = call.path("org");
        return OrganisationView.of(
                call.body().displayName().isPresent()
                        ? organisations.change(
                                call.account(), name, call.body().displayName().get())
                        : organisations.show(call.account(), name));
    }
}
