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

    /**
     * Passes a caller who may make the repository of this name, which does not exist.
     *
     * @throws Problem with status 401 or 403
     */
    void requireMaker(Call<?> call, RepositoryName name) {
        if (rights.mayCreate(call.caller().authority(), name)) {
            return;
        }
        if (call.caller().authority() instanceof Authority.Anonymous) {
            throw new Problem(401, "Authentication required", "sign in to make a repository");
        }
        call.exchange().refuse(call.caller().name() + " may not make repositories in " + name.namespace());
        throw new Problem(403, "Not allowed", "you may make no repositories in " + name.namespace());
    }

    /** Whether the caller looks after the namespace of this name. */
    boolean ownsNamespace(Caller caller, RepositoryName name) {
        return rights.ownsNamespace(caller.authority(), name);
    }

    /**
     * Passes where the repository's name was sent once more.
     *
     * @param what what that is needed for
     * @throws Problem with status 400
     */
    static void confirm(RepositoryName name, Optional<String> confirmation, String what) {
        if (!confirmation.equals(Optional.of(name.value()))) {
            throw Call.invalid("confirm: send the repository's name, " + name + ", " + what);
        }
    }

    /**
     * Passes a repository that can be changed.
     *
     * @throws Problem with status 409, when it is archived
     */
    static void requireOpen(Shelved shelved) {
        StoredRepository repository = shelved.repository();
        if (repository.archivedAt().isPresent()) {
            throw new Problem(
                    409, "Archived", repository.name() + " is archived: set archived to false before you change it");
        }
    }

    /** What answers a name that a repository has, or had before. */
    static Problem taken(RepositoryName name) {
        return new Problem(
                409,
                "Name taken",
                "there is a repository " + name
                        + " already, or one that had this name and is still pulled by it, which only"
                        + " those who look after " + name.namespace() + " can end");
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
