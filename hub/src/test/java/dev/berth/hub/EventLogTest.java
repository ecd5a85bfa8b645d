package dev.berth.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.database.Database;
import dev.berth.database.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of events are paged, filtered, and looked through in parts of bounded size. */
class EventLogTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final SettableClock clock = new SettableClock();

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Events events;

    @SuppressWarnings("NullAway.Init")
    private EventLog log;

    @BeforeEach
    void open() {
        database = TestDatabases.open(folder);
        events = new Events(database, clock);
        log = new EventLog(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void happen(String kind, String actor, String namespace) {
        database.write(transaction -> {
            events.add(transaction, Event.ofNamespace(new EventKind(kind), Optional.of(actor), namespace));
            return true;
        });
        clock.pass(Duration.ofHours(1));
    }

    private List<String> kinds(EventFilter filter) {
        return log.page(filter, Long.MAX_VALUE, 100).events().stream()
                .map(happened -> happened.event().kind().name())
                .toList();
    }

    private static EventFilter all() {
        return EventFilter.of(new EventFilter.Scope.Everything());
    }

    @Test
    void page_ofAnOrganisation_holdsItsEventsOnly() {
        happen("team.created", "ada", "acme");
        happen("team.created", "bob", "other");
        happen("team.deleted", "ada", "acme");

        assertThat(kinds(EventFilter.of(new EventFilter.Scope.Namespace("acme"))))
                .containsExactly("team.deleted", "team.created");
    }

    @Test
    void page_ofKinds_takesNamesAndTheirFirstParts() {
        happen("team.created", "ada", "acme");
        happen("team.member_added", "ada", "acme");
        happen("teams.created", "ada", "acme");
        happen("token.created", "ada", "acme");

        assertThat(kinds(all().only(List.of("team")))).containsExactly("team.member_added", "team.created");
        assertThat(kinds(all().only(List.of("team.created", "token"))))
                .containsExactly("token.created", "team.created");
        assertThat(kinds(all().only(List.of("te")))).isEmpty();
    }

    @Test
    void page_ofAnActorAndATime_holdsWhatPasses() {
        happen("a.one", "ada", "acme");
        var from = clock.instant();
        happen("a.two", "ada", "acme");
        happen("a.three", "bob", "acme");
        var to = clock.instant();
        happen("a.four", "ada", "acme");

        EventFilter filter = new EventFilter(
                new EventFilter.Scope.Everything(), List.of(), Optional.of("ada"), Optional.of(from), Optional.of(to));

        assertThat(kinds(filter)).containsExactly("a.two");
    }

    @Test
    void pages_together_holdEveryEventOnce() {
        for (int i = 0; i < 25; i++) {
            happen("a.number" + i, "ada", "acme");
        }
        List<String> seen = new ArrayList<>();
        Optional<Long> before = Optional.of(Long.MAX_VALUE);
        int pages = 0;
        while (before.isPresent()) {
            EventLog.Slice slice = log.page(all(), before.get(), 10);
            slice.events().forEach(it -> seen.add(it.event().kind().name()));
            before = slice.next();
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(seen)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("a.number24")
                .endsWith("a.number0");
    }

    @Test
    void page_whereFewPass_looksThroughAPartOnly() {
        happen("rare.event", "ada", "acme");
        database.write(transaction -> {
            for (int i = 0; i < 10_500; i++) {
                events.add(transaction, Event.ofNamespace(new EventKind("common.event"), Optional.of("bob"), "acme"));
            }
            return true;
        });
        EventFilter rare = all().only(List.of("rare"));

        EventLog.Slice first = log.page(rare, Long.MAX_VALUE, 10);

        assertThat(first.events()).isEmpty();
        assertThat(log.page(rare, first.next().orElseThrow(), 10))
                .satisfies(second -> assertThat(second.events()).hasSize(1))
                .satisfies(second -> assertThat(second.next()).isEmpty());
        List<HappenedEvent> exported = new ArrayList<>();
        log.each(rare, exported::add);
        assertThat(exported).hasSize(1);
    }
}
