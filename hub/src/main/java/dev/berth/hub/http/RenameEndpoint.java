package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.hub.Shelf;
import dev.berth.hub.Shelf.Shelved;
import dev.berth.oci.RepositoryName;
import java.util.Optional;

/** Gives a repository another name, or to somebody else: {@code POST /api/v1/repositories/<name>/-/rename}. */
final class RenameEndpoint {
    private final Shelf shelf;
    private final ShelfDoor door;

    RenameEndpoint(Shelf shelf, ShelfDoor door) {
        this.shelf = shelf;
        this.door = door;
    }

    /**
     * What a repository is to be called.
     *
     * @param name the name with its namespace, which may be another one
     * @param confirm the repository's present name
     */
    public record NewName(String name, Optional<String> confirm) {}

    void addTo(Api api) {
        api.add(RepositoryEndpoints.GROUP
                .post(
                        RepositoryEndpoints.ONE + "/-/rename",
                        NewName.class,
                        "rename_repository",
                        "Gives a repository another name, in this namespace or another; it can still be pulled by the former")
                .access(Access.ANYBODY)
                .answers(RepositoryItem.class, this::rename));
    }

    private RepositoryItem rename(Call<NewName> call) {
        Shelved found = door.managed(call);
        RepositoryName from = found.repository().name();
        RepositoryName to = RepositoryName.parse(call.body().name());
        if (to.equals(from)) {
            throw Call.invalid("name: the repository is called " + to + " already");
        }
        ShelfDoor.confirm(from, call.body().confirm(), "to rename it");
        if (!to.namespace().equals(from.namespace())) {
            door.requireMaker(call, to);
        }
        ShelfDoor.requireOpen(found);
        return switch (shelf.rename(
                from, to, door.ownsNamespace(call.caller(), to), call.caller().name())) {
            case DONE ->
                RepositoryItem.of(shelf.find(to)
                        .orElseThrow(() -> ShelfDoor.unknown(call))
                        .listing());
            case GONE -> throw ShelfDoor.unknown(call);
            case TAKEN -> throw ShelfDoor.taken(to);
        };
    }
}
