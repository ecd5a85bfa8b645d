package dev.berth.hub.http;

import dev.berth.accounts.Accounts;
import dev.berth.accounts.Namespaces;
import dev.berth.accounts.Organisation;
import dev.berth.accounts.Profile;
import dev.berth.accounts.RepositoryDefaults;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.http.Problem;
import dev.berth.hub.Event;
import dev.berth.hub.EventKind;
import dev.berth.hub.Hub;
import dev.berth.hub.http.Owners.Standing;
import dev.berth.registry.NamespaceSettings;
import java.util.Optional;

/** A person or an organisation as others see them, and how their repositories come to be: {@code /api/v1/namespaces/<name>}. */
public final class NamespaceEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Namespaces");
    private static final String ONE = "/api/v1/namespaces/{namespace}";

    private final Hub hub;
    private final Accounts accounts;
    private final Owners owners;

    public NamespaceEndpoints(Hub hub, Accounts accounts, Owners owners) {
        this.hub = hub;
        this.accounts = accounts;
        this.owners = owners;
    }

    /**
     * A namespace.
     *
     * @param kind whose it is; null where it is nobody's, as that of official images
     * @param defaultVisibility that of a repository of which nothing else was said; null for those who may not change it
     * @param createOnPush whether a push to a repository that does not exist makes it; null as well
     */
    public record NamespaceView(
            String name,
            Optional<Namespaces.Kind> kind,
            Optional<String> displayName,
            Optional<String> bio,
            Optional<String> location,
            Optional<String> website,
            Optional<Visibility> defaultVisibility,
            Optional<Boolean> createOnPush) {}

    /** What is to be set; what is absent stays. */
    public record NamespaceChange(Optional<Visibility> defaultVisibility, Optional<Boolean> createOnPush) {}

    /** Adds the endpoints. */
    public void addTo(Api api) {
        api.add(
                GROUP.get(ONE, "show_namespace", "A person or an organisation as others see them")
                        .access(Access.ANYBODY)
                        .answers(NamespaceView.class, this::show),
                GROUP.patch(
                                ONE,
                                NamespaceChange.class,
                                "change_namespace",
                                "Sets how repositories come to be in a namespace, for those who look after it")
                        .access(Access.PERSON)
                        .answers(NamespaceView.class, this::change));
    }

    private NamespaceView show(Call<?> call) {
        String name = call.path("namespace");
        Optional<Namespaces.Kind> kind = accounts.namespaces().kind(name);
        Standing standing = owners.standing(call.caller(), name);
        if (!isSeen(call, name, kind, standing)) {
            throw unknown();
        }
        Optional<Profile> profile = accounts.profiles().named(name);
        Optional<RepositoryDefaults> defaults = standing == Standing.OWNER
                ? Optional.of(hub.database().read(transaction -> NamespaceSettings.inForce(transaction, name)))
                : Optional.empty();
        return new NamespaceView(
                name,
                kind,
                profile.flatMap(Profile::displayName)
                        .or(() -> accounts.organisations().named(name).map(Organisation::displayName)),
                profile.flatMap(Profile::bio),
                profile.flatMap(Profile::location),
                profile.flatMap(Profile::website),
                defaults.map(it -> Visibility.of(it.publicByDefault())),
                defaults.map(RepositoryDefaults::createOnPush));
    }

    /** Everybody sees people; others are seen by those who belong there, or see something of theirs. */
    private boolean isSeen(Call<?> call, String name, Optional<Namespaces.Kind> kind, Standing standing) {
        return kind.filter(it -> it == Namespaces.Kind.PERSON || standing != Standing.STRANGER)
                        .isPresent()
                || !hub.search()
                        .ofNamespace(call.caller().sees(), name, "", Optional.empty(), 1)
                        .items()
                        .isEmpty();
    }

    private NamespaceView change(Call<NamespaceChange> call) {
        NamespaceView before = show(call);
        String name = before.name();
        if (before.createOnPush().isEmpty()) {
            call.exchange().refuse(call.caller().name() + " does not look after " + name);
            throw new Problem(403, "Not allowed", "only those who look after " + name + " may do that");
        }
        NamespaceChange wanted = call.body();
        hub.database().write(transaction -> {
            NamespaceSettings own = NamespaceSettings.of(transaction, name);
            new NamespaceSettings(
                            wanted.defaultVisibility()
                                    .map(it -> it == Visibility.PUBLIC)
                                    .or(own::publicByDefault),
                            wanted.createOnPush().or(own::createOnPush))
                    .keep(transaction, name);
            Event event = event(call, name);
            if (!event.detail().isEmpty()) {
                hub.events().add(transaction, event);
            }
            return true;
        });
        return show(call);
    }

    private static Event event(Call<NamespaceChange> call, String name) {
        Event event = Event.ofNamespace(
                EventKind.NAMESPACE_CHANGED, Optional.of(call.caller().name()), name);
        Optional<Visibility> visibility = call.body().defaultVisibility();
        if (visibility.isPresent()) {
            event = event.with("default_visibility", visibility.get() == Visibility.PUBLIC ? "public" : "private");
        }
        Optional<Boolean> createOnPush = call.body().createOnPush();
        return createOnPush.isPresent() ? event.with("create_on_push", createOnPush.get()) : event;
    }

    private static Problem unknown() {
        return new Problem(
                404, "Unknown namespace", "there is nobody of this name, or nothing of theirs that you may see");
    }
}
