package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Page;
import dev.berth.hub.EventFilter;
import dev.berth.hub.EventLog;
import java.util.List;

/** What happened to a repository: {@code /api/v1/repositories/<name>/-/activity}. */
public final class ActivityEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Activity");

    /** What those see who may pull; who may do what is for those who decide it. */
    private static final List<String> OF_EVERYBODY = List.of("repository", "tag", "manifest");

    private final EventLog log;
    private final RepositoryDoor door;

    public ActivityEndpoints(EventLog log, RepositoryDoor door) {
        this.log = log;
        this.door = door;
    }

    /** Adds the endpoints. */
    public void addTo(Api api) {
        api.add(EventQuery.describe(GROUP.get(
                                "/api/v1/repositories/{name…}/-/activity",
                                "list_activity",
                                "What happened to a repository, the newest first")
                        .access(Access.ANYBODY)
                        .paged())
                .answersPage(EventView.class, this::list));
    }

    private Page<EventView> list(Call<Void> call) {
        long repository = door.seen(call);
        EventFilter filter = EventQuery.filter(call, new EventFilter.Scope.Repository(repository));
        if (!call.caller().manages(call.repository())) {
            filter = filter.only(permitted(filter.kinds()));
            if (filter.kinds().isEmpty()) {
                return new Page<>(List.of(), java.util.Optional.empty());
            }
        }
        return EventQuery.page(call, log, filter);
    }

    private static List<String> permitted(List<String> kinds) {
        return kinds.isEmpty()
                ? OF_EVERYBODY
                : kinds.stream()
                        .filter(kind -> OF_EVERYBODY.contains(kind.split("\\.", 2)[0]))
                        .toList();
    }
}
