package dev.berth.server;

import dev.berth.accounts.Account;
import dev.berth.accounts.Caller;
import dev.berth.accounts.Member;
import dev.berth.accounts.Organisations;
import dev.berth.accounts.api.Api;
import dev.berth.hub.EventLog;
import dev.berth.hub.http.ActivityEndpoints;
import dev.berth.hub.http.AuditEndpoints;
import dev.berth.hub.http.NamespaceDoor;
import dev.berth.hub.http.Owners;
import dev.berth.hub.http.RepositoryDoor;
import dev.berth.hub.http.WebhookEndpoints;
import java.util.Optional;

/** Puts together the endpoints about what happened. */
final class EventRoutes {
    private EventRoutes() {}

    static void addTo(Api api, Installation installation) {
        EventLog log = new EventLog(installation.database());
        RepositoryDoor door = new RepositoryDoor(installation.registry().repositories());
        NamespaceDoor namespaces = new NamespaceDoor(owners(installation));
        new ActivityEndpoints(log, door).addTo(api);
        new AuditEndpoints(log, namespaces).addTo(api);
        new WebhookEndpoints(installation.webhooks(), door, namespaces).addTo(api);
    }

    /** What tells who may look after a namespace. */
    static Owners owners(Installation installation) {
        return (caller, namespace) -> standing(installation.accounts().organisations(), caller, namespace);
    }

    private static Owners.Standing standing(Organisations organisations, Caller caller, String namespace) {
        Optional<Account> account = caller.authority().behind();
        if (account.filter(it -> it.administrator() || it.name().equals(namespace))
                .isPresent()) {
            return Owners.Standing.OWNER;
        }
        return account.flatMap(it -> organisations.standing(it, namespace))
                .map(role -> role == Member.Standing.OWNER ? Owners.Standing.OWNER : Owners.Standing.ACQUAINTED)
                .orElse(Owners.Standing.STRANGER);
    }
}
