package dev.berth.hub.http;

import dev.berth.accounts.api.Call;
import dev.berth.http.Problem;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Repositories;
import java.util.Optional;

/** Lets those pass to what is below a repository who may see it, or look after it. */
public final class RepositoryDoor {
    private final Repositories repositories;

    public RepositoryDoor(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * The id of the call's repository.
     *
     * @throws Problem with status 404, when it does not exist or the caller may not know of it
     */
    public long seen(Call<?> call) {
        RepositoryName name = call.repository();
        return repositories
                .isPublic(name)
                .filter(isPublic -> call.caller().sees().includes(name, isPublic))
                .flatMap(isPublic -> repositories.id(name))
                .orElseThrow(() -> unknown(call));
    }

    /**
     * The id of the call's repository, which the caller manages.
     *
     * @throws Problem with status 404, as above, and 403 where the caller may know of it and no more
     */
    public long managed(Call<?> call) {
        long id = seen(call);
        RepositoryName name = call.repository();
        if (!call.caller().manages(name)) {
            call.exchange().refuse(call.caller().name() + " does not manage " + name);
            if (call.caller().authority().behind().isEmpty()) {
                throw new Problem(401, "Authentication required", "sign in as somebody who looks after " + name);
            }
            throw new Problem(403, "Not allowed", "only those with the role admin for " + name + " may do that");
        }
        return id;
    }

    private static Problem unknown(Call<?> call) {
        Optional<?> account = call.caller().authority().behind();
        return new Problem(
                404,
                "unknown repository",
                account.isPresent()
                        ? "there is no such repository, or it is not yours"
                        : "there is no such repository, or it needs a login");
    }
}
