package dev.berth.hub.http;

import dev.berth.accounts.Rights;
import dev.berth.accounts.api.Api;
import dev.berth.hub.Hub;

/** The endpoints of the REST API about repositories. */
public final class HubEndpoints {
    private final Hub hub;
    private final Rights rights;

    public HubEndpoints(Hub hub, Rights rights) {
        this.hub = hub;
        this.rights = rights;
    }

    /** Adds them. */
    public void addTo(Api api) {
        ShelfDoor door = new ShelfDoor(hub.shelf(), rights);
        new RepositoryEndpoints(hub, door).addTo(api);
        new RenameEndpoint(hub.shelf(), door).addTo(api);
        new TagEndpoints(hub, door).addTo(api);
        new TagChangeEndpoints(hub, door).addTo(api);
        new ImageEndpoints(hub.imagePages(), hub.registry().tagRows(), door).addTo(api);
        new StarEndpoints(hub.stars(), door).addTo(api);
        new PullEndpoints(hub.pulls(), door).addTo(api);
        new SearchEndpoints(hub.search()).addTo(api);
    }
}
