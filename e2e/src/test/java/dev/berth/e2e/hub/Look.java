package dev.berth.e2e.hub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.berth.e2e.harness.Accessibility;
import dev.berth.e2e.harness.Chromium.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How one visitor's pages look.
 *
 * @param complaints what the browser's console says of errors, as it comes
 */
record Look(Page page, List<String> complaints) {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String BUSY = "[aria-busy=true], .mantine-Skeleton-root, .mantine-Loader-root";
    /** What the browser itself says of an answer that is an error, whatever the page makes of it. */
    private static final String ERROR_ANSWERED = "Failed to load resource";

    /** Looks at a page in every way, and keeps a picture of each; answers what is wrong with it. */
    List<String> faults(Shown shown) {
        complaints.clear();
        View.DESKTOP_LIGHT.show(page);
        page.navigate(shown.path());
        awaitContent();
        shown.then().accept(page);
        awaitContent();
        List<String> faults = new ArrayList<>();
        for (View view : View.values()) {
            faults.addAll(faults(shown.name(), view));
        }
        complaints.stream()
                .filter(said -> !shown.refused() || !said.startsWith(ERROR_ANSWERED))
                .forEach(said -> faults.add("the console says: " + said));
        return faults;
    }

    private void awaitContent() {
        assertThat(page.locator("h1").first()).isVisible();
        assertThat(page.locator(BUSY)).hasCount(0);
    }

    private List<String> faults(String name, View view) {
        view.show(page);
        String colours = view.isDark() ? "dark" : "light";
        assertThat(page.locator("html[data-mantine-color-scheme=" + colours + "]"))
                .hasCount(1);
        String called = name + "-" + view.name().toLowerCase(Locale.ROOT).replace('_', '-');
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(called + ".png"))
                .setFullPage(true));
        List<String> faults = new ArrayList<>();
        if (view == View.DESKTOP_LIGHT || view == View.PHONE_DARK) {
            // Both widths and both schemes are in these two.
            Accessibility.barriers(page).forEach(barrier -> faults.add(view + ": " + barrier));
        }
        int tooWide = overflow();
        if (tooWide > 0) {
            faults.add(view + ": wider than the window by " + tooWide + " pixels");
        }
        return faults;
    }

    private int overflow() {
        Object width =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return ((Number) width).intValue();
    }
}
