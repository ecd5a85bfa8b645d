package dev.berth.hub.http;

import dev.berth.accounts.api.Call;
import dev.berth.http.Problem;

/** Lets those pass to what is below {@code /orgs/{org}} who look after this organisation; everybody looks after oneself. */
public final class NamespaceDoor {
    private final Owners owners;

    public NamespaceDoor(Owners owners) {
        this.owners = owners;
    }

    /**
     * The name of the call's organisation, which the caller looks after.
     *
     * @throws Problem with status 404 when the caller may not know of it, 403 when it is not among its owners
     */
    public String owned(Call<?> call) {
        String name = call.path("org");
        return switch (owners.standing(call.caller(), name)) {
            case OWNER -> name;
            case ACQUAINTED -> throw new Problem(403, "Not allowed", "only the owners of " + name + " may do that");
            case STRANGER ->
                throw new Problem(404, "Unknown organisation", "there is no such organisation, or it is not yours");
        };
    }
}
