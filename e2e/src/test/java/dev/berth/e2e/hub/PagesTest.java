package dev.berth.e2e.hub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import dev.berth.e2e.harness.Chromium;
import dev.berth.e2e.harness.Chromium.View;
import dev.berth.e2e.harness.Mailbox;
import dev.berth.e2e.harness.Receiver;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.hub.Shown.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page at the width of a telephone and of a desk, light and dark: pictures of it are in {@code target/screenshots},
 * axe finds no barrier, the console says of no error, and nothing is wider than a telephone.
 */
@ExtendWith(ServerLogs.class)
class PagesTest {
    private static final int FIRST_PAGE_BYTES = 200_000;
    private static final Path ROUTES = Path.of("../web/src");

    @RegisterExtension
    static final Witness witness = new Witness();

    @TempDir
    private static Path folder;

    @AutoClose
    private static Mailbox mailbox;

    @AutoClose
    private static Receiver receiver;

    @AutoClose
    private static RunningBerth berth;

    @AutoClose
    private static Chromium browser;

    private static Town town;
    private static final Map<Visitor, Look> looks = new EnumMap<>(Visitor.class);

    @BeforeAll
    static void start() throws IOException {
        mailbox = Mailbox.open();
        receiver = Receiver.open();
        berth = RunningBerth.start(
                Start.on(folder.resolve("data")).mailing(mailbox).env("BERTH_WEBHOOKS_PRIVATE_NETWORKS", "true"));
        browser = Chromium.start();
        town = Town.build(berth.uri(), mailbox, receiver.uri());
        looks.put(Visitor.STRANGER, look(Visitor.STRANGER, newContext()));
        looks.put(Visitor.NEWCOMER, look(Visitor.NEWCOMER, signedIn("clara", User.PASS_PHRASE + "clara")));
        looks.put(Visitor.OWNER, look(Visitor.OWNER, signedIn("anna", User.PASS_PHRASE + "anna")));
        looks.put(Visitor.ADMINISTRATOR, look(Visitor.ADMINISTRATOR, signedIn("admin", Start.ADMIN_PASSWORD)));
    }

    private static BrowserContext newContext() {
        return browser.person(berth.uri(), View.DESKTOP_LIGHT);
    }

    private static BrowserContext signedIn(String name, String password) {
        BrowserContext context = newContext();
        APIResponse answer = context.request()
                .post("/api/v1/session", RequestOptions.create().setData(Map.of("name", name, "password", password)));
        assertThat(answer.ok()).as(answer.text()).isTrue();
        return context;
    }

    private static Look look(Visitor who, BrowserContext context) {
        Page page = context.newPage();
        return new Look(page, witness.watch(who.name(), page));
    }

    static List<Shown> pages() {
        return SitePages.of(town);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void page_isFitForEverybody(Shown shown) {
        assertThat(Objects.requireNonNull(looks.get(shown.who())).faults(shown)).isEmpty();
    }

    @Test
    void firstPage_isLight() {
        try (BrowserContext stranger = newContext()) {
            Page page = stranger.newPage();
            page.navigate("/");
            assertThat(page.locator("h1")).hasText("Images have a berth here");
            Object bytes = page.evaluate("""
                    () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                        .reduce((sum, entry) => sum + entry.encodedBodySize, 0)""");
            Object painted = page.evaluate(
                    "() => Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1)");
            System.out.printf("The first page is %s bytes, and there after %s ms.%n", bytes, painted);
            assertThat(((Number) bytes).intValue()).isBetween(1, FIRST_PAGE_BYTES);
        }
    }

    @Test
    void everyRoute_isLookedAt() throws IOException {
        List<String> seen = pages().stream().map(Shown::path).toList();
        assertThat(patterns("app/routes.tsx"))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(seen).anyMatch(path -> matches(route, path)));
        for (String area : List.of("account/Account", "organisations/Organisation", "admin/Admin")) {
            assertThat(patterns("pages/" + area + "Page.tsx"))
                    .isNotEmpty()
                    .allSatisfy(route -> assertThat(seen).anyMatch(path -> matches("*/" + route, path)));
        }
    }

    /** The addresses that a table of the pages names, but the one for all that there is not. */
    private static List<String> patterns(String table) throws IOException {
        return Pattern.compile(" path=\"([^\"]+)\"")
                .matcher(Files.readString(ROUTES.resolve(table)))
                .results()
                .map(found -> found.group(1))
                .filter(path -> !path.equals("*"))
                .toList();
    }

    private static boolean matches(String route, String path) {
        String expression = "/?" + route.replaceAll(":\\w+", "[^/]+").replace("*", ".*");
        return path.replaceFirst("\\?.*", "").matches(expression);
    }
}
