package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.hub.EventFilter;
import dev.berth.hub.EventFilter.Scope;
import dev.berth.hub.EventLog;
import java.util.function.Function;

/** What happened in an organisation, to somebody's account, and in the whole installation: lists, and files of them. */
public final class AuditEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Audit");
    private static final String OF_ORGANISATION = "/api/v1/orgs/{org}/audit";
    private static final String OF_ACCOUNT = "/api/v1/user/audit";
    private static final String OF_INSTALLATION = "/api/v1/admin/audit";

    private final EventLog log;
    private final NamespaceDoor door;

    public AuditEndpoints(EventLog log, NamespaceDoor door) {
        this.log = log;
        this.door = door;
    }

    /** Adds the endpoints. */
    public void addTo(Api api) {
        addTo(
                api,
                OF_ORGANISATION,
                "organisation",
                "an organisation",
                Access.PERSON,
                call -> new Scope.Namespace(door.owned(call)));
        addTo(
                api,
                OF_ACCOUNT,
                "account",
                "the account that calls",
                Access.PERSON,
                call -> new Scope.Namespace(call.account().name()));
        addTo(
                api,
                OF_INSTALLATION,
                "installation",
                "the whole installation",
                Access.ADMINISTRATOR,
                call -> new Scope.Everything());
    }

    private void addTo(
            Api api, String path, String name, String whose, Access access, Function<Call<Void>, Scope> scope) {
        api.add(
                EventQuery.describe(GROUP.get(
                                        path,
                                        "list_audit_of_" + name,
                                        "What happened in " + whose + ", the newest first; a page with a `next` is not"
                                                + " the last, even where it is short")
                                .access(access)
                                .paged())
                        .answersPage(EventView.class, call -> EventQuery.page(call, log, filter(call, scope))),
                export(path + ".csv", "export_audit_of_" + name + "_as_csv", whose, access, EventExport.CSV, scope),
                export(
                        path + ".json",
                        "export_audit_of_" + name + "_as_json",
                        whose,
                        access,
                        EventExport.JSON_LINES,
                        scope));
    }

    private Endpoint<Void> export(
            String path,
            String name,
            String whose,
            Access access,
            EventExport format,
            Function<Call<Void>, Scope> scope) {
        String summary = "The same list for " + whose + " as a file, all of it"
                + (format == EventExport.JSON_LINES ? ", an object a line" : "");
        return EventQuery.describe(GROUP.get(path, name, summary).access(access))
                .writes(format.contentType(), call -> format.write(call.exchange(), log, filter(call, scope), "audit"));
    }

    private static EventFilter filter(Call<Void> call, Function<Call<Void>, Scope> scope) {
        return EventQuery.filter(call, scope.apply(call));
    }
}
