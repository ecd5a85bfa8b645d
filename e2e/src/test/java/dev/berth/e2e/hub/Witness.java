package dev.berth.e2e.hub;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Sees what pages complain of; when a test fails, it shows what everybody had before them. */
final class Witness implements TestExecutionExceptionHandler {
    private static final Path PICTURES = Path.of("target", "screenshots", "failures");

    private record Seen(String name, Page page, List<String> complaints) {}

    private final List<Seen> seen = new ArrayList<>();

    /** Watches a page from now on; the list has what its console said of errors, as far as it went. */
    List<String> watch(String name, Page page) {
        List<String> complaints = new CopyOnWriteArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " (" + message.location() + ")");
            }
        });
        page.onPageError(complaints::add);
        seen.add(new Seen(name, page, complaints));
        return complaints;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        for (Seen each : seen) {
            Path picture = PICTURES.resolve(each.name() + ".png");
            each.page().screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
            System.err.printf(
                    "%s is at %s (%s)%n%s%nconsole: %s%n",
                    each.name(), each.page().url(), picture, each.page().innerText("body"), each.complaints());
        }
        throw failure;
    }
}
