package dev.berth.hub;

import dev.berth.accounts.AuditTrail;
import dev.berth.accounts.Change;
import dev.berth.database.Transaction;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Repositories;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes events of what changes about accounts, organisations and rights. */
public final class AccountEvents implements AuditTrail {
    private static final String REPOSITORY = "repository";

    private final Events events;

    public AccountEvents(Events events) {
        this.events = events;
    }

    @Override
    public void record(
            Transaction transaction,
            Optional<String> actor,
            Change change,
            String namespace,
            Map<String, Object> details) {
        EventKind kind = new EventKind(change.label());
        Optional<RepositoryName> name = repository(details);
        Optional<Long> id = name.flatMap(it -> Repositories.id(transaction, it));
        Event event = Event.ofNamespace(kind, actor, namespace);
        if (name.isPresent() && id.isPresent()) {
            event = Event.ofRepository(kind, actor, id.get(), name.get());
        }
        for (Map.Entry<String, Object> detail : new LinkedHashMap<>(details).entrySet()) {
            event = event.with(detail.getKey(), detail.getValue());
        }
        events.add(transaction, event);
    }

    /** The repository that it is about; rights may also be given on a whole namespace, which is no repository's matter. */
    private static Optional<RepositoryName> repository(Map<String, Object> details) {
        if (!(details.get(REPOSITORY) instanceof String text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RepositoryName.parse(text));
        } catch (RegistryFailure e) {
            return Optional.empty();
        }
    }
}
