package dev.berth.hub.http;

import dev.berth.accounts.Caller;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.http.Problem;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Repositories;
import java.util.Optional;

/** One repository: {@code /api/v1/repositories/<name>}. */
public final class RepositoryEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Repositories");

    private final Repositories repositories;

    public RepositoryEndpoints(Repositories repositories) {
        this.repositories = repositories;
    }

    /** Who may see a repository. */
    public enum Visibility {
        PUBLIC,
        PRIVATE;

        static Visibility of(boolean isPublic) {
            return isPublic ? PUBLIC : PRIVATE;
        }
    }

    /** A repository as its page shows it. */
    public record RepositoryView(String name, Visibility visibility) {}

    /** What is to change of a repository; what is absent stays. */
    public record RepositoryChange(Optional<Visibility> visibility) {}

    /** Adds the endpoints. */
    public void addTo(Api api) {
        api.add(
                GROUP.get("/api/v1/repositories/{name…}", "show_repository", "One repository")
                        .access(Access.ANYBODY)
                        .answers(RepositoryView.class, this::show),
                GROUP.patch(
                                "/api/v1/repositories/{name…}",
                                RepositoryChange.class,
                                "change_repository",
                                "Changes what is sent of a repository")
                        .access(Access.ANYBODY)
                        .answers(RepositoryView.class, this::change));
    }

    private RepositoryView show(Call<Void> call) {
        RepositoryName name = call.repository();
        return repositories
                .isPublic(name)
                .filter(isPublic -> call.caller().sees().includes(name, isPublic))
                .map(isPublic -> new RepositoryView(name.value(), Visibility.of(isPublic)))
                .orElseThrow(() -> unknown(call));
    }

    private RepositoryView change(Call<RepositoryChange> call) {
        RepositoryName name = call.repository();
        Caller caller = call.caller();
        if (!caller.manages(name)) {
            call.exchange().refuse(caller.name() + " does not manage " + name);
            throw unknown(call);
        }
        Visibility visibility =
                call.body().visibility().orElseThrow(() -> Call.invalid("visibility: public or private is needed"));
        try {
            repositories.setPublic(name, visibility == Visibility.PUBLIC);
        } catch (RegistryFailure e) {
            throw unknown(call);
        }
        return new RepositoryView(name.value(), visibility);
    }

    /** The same for a repository that does not exist as for one that the caller may not know of. */
    private static Problem unknown(Call<?> call) {
        return call.caller().authority().behind().isPresent()
                ? new Problem(404, "unknown repository", "there is no such repository, or it is not yours")
                : new Problem(404, "unknown repository", "there is no such repository, or it needs a login");
    }
}
