package dev.berth.hub.http;

import dev.berth.accounts.Authority;
import dev.berth.accounts.Caller;
import dev.berth.accounts.Right;
import dev.berth.accounts.Rights;
import dev.berth.accounts.Role;
import dev.berth.accounts.api.Call;
import dev.berth.http.Problem;
import dev.berth.hub.Shelf;
import dev.berth.hub.Shelf.Shelved;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.StoredRepository;
import java.util.Optional;

/** Finds the repository that a call is about, where its caller may know of it and do what it wants. */
final class ShelfDoor {
    private final Shelf shelf;
    private final Rights rights;

    ShelfDoor(Shelf shelf, Rights rights) {
        this.shelf = shelf;
        this.rights = rights;
    }

    /**
     * The repository in the path, which the caller may see.
     *
     * @throws Problem with status 404, the same for one that does not exist as for one that the caller may not know of
     */
    Shelved seen(Call<?> call) {
        return find(call).orElseThrow(() -> unknown(call));
    }

    private Optional<Shelved> find(Call<?> call) {
        return shelf.find(call.repository()).filter(it -> isSeen(call.caller(), it.repository()));
    }

    private boolean isSeen(Caller caller, StoredRepository repository) {
        return caller.sees().includes(repository.name(), repository.isPublic())
                || rights.allow(caller.authority(), repository.name(), Right.PULL);
    }

    /**
     * The repository in the path, with which the caller may do this.
     *
     * @throws Problem with status 404 as {@link #seen}, 401 or 403
     */
    Shelved allowed(Call<?> call, Right right) {
        Shelved found = seen(call);
        if (!rights.allow(call.caller().authority(), found.repository().name(), right)) {
            throw refused(call, "to " + right.action() + " images");
        }
        return found;
    }

    /**
     * The repository in the path, which the caller manages.
     *
     * @throws Problem with status 404 as {@link #seen}, 401 or 403
     */
    Shelved managed(Call<?> call) {
        Shelved found = seen(call);
        if (!call.caller().manages(found.repository().name())) {
            throw refused(call, "to change what it is");
        }
        return found;
    }

    private static Problem refused(Call<?> call, String what) {
        if (call.caller().authority() instanceof Authority.Anonymous) {
            return new Problem(401, "Authentication required", "sign in as somebody who has a right " + what);
        }
        call.exchange().refuse(call.caller().name() + " has no right " + what + " in " + call.path("name"));
        return new Problem(403, "Not allowed", "you have no right " + what + " in this repository");
    }

    /** Whether the caller may make the repository of this name, which does not exist. */
    boolean mayMake(Caller caller, RepositoryName name) {
        return rights.mayCreate(caller.authority(), name);
    }

    /** How much of the repository, which the caller sees, is the caller's. */
    Role role(Caller caller, RepositoryName name) {
        if (caller.manages(name)) {
            return Role.ADMIN;
        }
        return rights.allow(caller.authority(), name, Right.PUSH) ? Role.WRITE : Role.READ;
    }

    static Problem unknown(Call<?> call) {
        return call.caller().authority().behind().isPresent()
                ? new Problem(404, "unknown repository", "there is no such repository, or it is not yours")
                : new Problem(404, "unknown repository", "there is no such repository, or it needs a login");
    }
}
