package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.hub.Pulls;
import dev.berth.hub.Pulls.OfDay;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often repositories are pulled, by day. */
final class PullEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Pulls");
    private static final String PULLS = RepositoryEndpoints.ONE + "/-/pulls";
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final Pulls pulls;
    private final ShelfDoor door;

    PullEndpoints(Pulls pulls, ShelfDoor door) {
        this.pulls = pulls;
        this.door = door;
    }

    /**
     * The pulls of one day.
     *
     * @param day in UTC, as {@code 2027-01-31}
     * @param tags how many were of which tag; pulls of what has no tag are under the empty one
     */
    public record PullsOfDay(String day, long pulls, Map<String, Long> tags) {}

    /** The pulls of some days, today last. */
    public record PullsByDay(List<PullsOfDay> items) {}

    void addTo(Api api) {
        api.add(
                GROUP.get(PULLS, "show_pulls", "How often a repository was pulled each day, and by which tags")
                        .access(Access.ANYBODY)
                        .parameter("days", Integer.class, "Of how many days; " + USUAL_DAYS + " by itself")
                        .answers(PullsByDay.class, this::show),
                GROUP.get(PULLS + ".csv", "export_pulls", "The same as a table: day, tag, pulls")
                        .access(Access.ANYBODY)
                        .parameter("days", Integer.class, "Of how many days; " + USUAL_DAYS + " by itself")
                        .writes("text/csv", this::export));
    }

    private static int days(Call<?> call) {
        return call.number("days", 1, MOST_DAYS, USUAL_DAYS);
    }

    private PullsByDay show(Call<Void> call) {
        int days = days(call);
        Map<Long, Map<String, Long>> tagsByDay = new TreeMap<>();
        long today = pulls.today();
        for (long day = today - days + 1; day <= today; day++) {
            tagsByDay.put(day, new TreeMap<>());
        }
        for (OfDay each : pulls.byDay(door.seen(call).repository().id(), days)) {
            tagsByDay.computeIfAbsent(each.day(), it -> new TreeMap<>()).put(each.tag(), each.pulls());
        }
        List<PullsOfDay> items = new ArrayList<>();
        tagsByDay.forEach((day, tags) -> items.add(new PullsOfDay(
                LocalDate.ofEpochDay(day).toString(),
                tags.values().stream().mapToLong(Long::longValue).sum(),
                tags)));
        return new PullsByDay(items);
    }

    /** No tag begins with a character that a spreadsheet takes for a formula but the dash, with which no tag begins either. */
    private void export(Call<Void> call) {
        StringBuilder table = new StringBuilder("day,tag,pulls\r\n");
        for (OfDay each : pulls.byDay(door.seen(call).repository().id(), days(call))) {
            table.append(LocalDate.ofEpochDay(each.day()))
                    .append(',')
                    .append(each.tag())
                    .append(',')
                    .append(each.pulls())
                    .append("\r\n");
        }
        call.exchange()
                .with("Content-Disposition", "attachment; filename=\"pulls.csv\"")
                .answer(200, "text/csv; charset=utf-8", table.toString().getBytes(StandardCharsets.UTF_8));
    }
}
