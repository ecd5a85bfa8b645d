package dev.berth.e2e.hub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a person does on the pages of a repository. */
record RepositoryPages(Person person, String repository) {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Finds it among one's own. */
    void findAtHome() {
        person.open("/");
        person.follow(repository);
        assertThat(tab("Overview")).isVisible();
    }

    /** Finds it as a stranger does: by a word, in the search of every page. */
    void findBySearch(String word) {
        person.open("/");
        Locator search = person.page().getByRole(AriaRole.SEARCHBOX).first();
        search.fill(word);
        search.press("Enter");
        person.seesHeading("Results for “" + word + "”");
        person.follow(repository);
        assertThat(tab("Overview")).isVisible();
    }

    void seesTag(String tag, String platform) {
        show("-/tags");
        Locator row = person.page()
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHas(person.page().getByText(tag)));
        assertThat(row).containsText(platform);
        assertThat(row).containsText("by " + person.name());
    }

    void seesLayers(String tag, String... instructions) {
        show("-/tags");
        person.follow(tag);
        person.seesHeading(tag);
        Locator layers = person.page().locator("section").filter(new Locator.FilterOptions().setHasText("Layers:"));
        for (String instruction : instructions) {
            assertThat(layers).containsText(instruction);
        }
    }

    void writeReadme(String markdown) {
        show("");
        person.press("Write one");
        person.type("README in Markdown", markdown);
        person.press("Save");
        person.sees("The README is saved.");
    }

    void makePublic() {
        show("-/settings");
        person.press("Make it public");
        person.confirm(repository, "Make it public");
        person.sees(repository + " is public now.");
    }

    void star() {
        Locator star = person.page().locator("button[aria-pressed]");
        star.click();
        assertThat(star).hasText(Pattern.compile("Starred\\s+1"));
    }

    /** Runs the command that the page offers to copy, as it stands there. */
    void pullAsThePageSays(String tag) {
        String command = "docker pull " + person.image(repository) + ":" + tag;
        assertThat(person.page().locator("code", new Page.LocatorOptions().setHasText("docker pull")))
                .hasText(command);
        person.docker("pull", person.image(repository) + ":" + tag).succeeds();
    }

    /** Looks until the page says so: pulls are counted in memory first. */
    void seesPulls(int pulls) {
        await("the count of pulls").atMost(PATIENCE).until(() -> {
            show("");
            assertThat(tab("Overview")).isVisible();
            return figure("Pulls").innerText().equals("" + pulls);
        });
    }

    private Locator figure(String name) {
        return person.page()
                .locator("dl > div")
                .filter(new Locator.FilterOptions().setHasText(name))
                .locator("dd")
                .first();
    }

    void seesActivity(String... events) {
        show("-/activity");
        for (String event : events) {
            person.sees(event);
        }
    }

    /** Has an address told of pushes, and answers the webhook's secret. */
    String addWebhook(String name, URI receiver) {
        show("-/webhooks");
        person.press("Add a webhook");
        person.type("Name", name);
        person.type("Address", receiver.toString());
        person.choose("Format", "CloudEvents");
        person.press("Save");
        person.sees("The secret of the webhook");
        String secret = person.page()
                .getByRole(AriaRole.STATUS)
                .filter(new Locator.FilterOptions().setHasText("The secret of the webhook"))
                .locator("code")
                .innerText();
        person.press("I have kept it");
        return secret;
    }

    void testWebhook() {
        show("-/webhooks");
        person.press("Test");
        person.sees("A test is on its way.");
    }

    void seesDelivery(String event) {
        show("-/webhooks");
        person.press("Deliveries");
        Locator delivery =
                person.page().getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText(event));
        await("the delivery").atMost(PATIENCE).until(() -> {
            person.press("Refresh");
            assertThat(delivery.first()).isVisible();
            return delivery.first().innerText().contains("delivered");
        });
    }

    /** Moves a tag back to what it pointed to before its last push. */
    void rollBack(String tag) {
        show("-/tags/" + tag);
        person.press("Roll back");
        Person.press(person.page().getByRole(AriaRole.DIALOG), "Roll back");
        person.sees(tag + " points to");
    }

    void delete() {
        show("-/settings");
        person.press("Delete");
        person.confirm(repository, "Delete it");
        person.sees(repository + " is deleted.");
    }

    private Locator tab(String name) {
        return Person.find(person.page().locator("body"), AriaRole.LINK, name);
    }

    private void show(String part) {
        person.open("/r/" + repository + "/" + part);
    }
}
