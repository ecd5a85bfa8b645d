package dev.berth.e2e.hub;

import static dev.berth.e2e.hub.Shown.Visitor.ADMINISTRATOR;
import static dev.berth.e2e.hub.Shown.Visitor.NEWCOMER;
import static dev.berth.e2e.hub.Shown.Visitor.OWNER;
import static dev.berth.e2e.hub.Shown.Visitor.STRANGER;
import static dev.berth.e2e.hub.Shown.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every page of a {@link Town}, full and empty, and the forms and questions that open on it. */
final class SitePages {
    private static final String APP = "/r/" + Town.APP;

    private SitePages() {}

    static List<Shown> of(Town town) {
        return Stream.of(
                        strangers(),
                        account(),
                        repositories(),
                        repository(town),
                        organisations(town),
                        newcomers(),
                        admin())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Shown> strangers() {
        return List.of(
                page("welcome", STRANGER, "/"),
                page("sign-in", STRANGER, "/signin"),
                page("sign-in-refused", STRANGER, "/signin")
                        .after(SitePages::signInWrongly)
                        .whereRefused(),
                page("sign-up", STRANGER, "/signup"),
                page("verify-refused", STRANGER, "/verify?code=wrong").whereRefused(),
                page("reset", STRANGER, "/reset"),
                page("reset-choose", STRANGER, "/reset?code=wrong"),
                page("start-as-stranger", STRANGER, "/start"),
                page("explore", STRANGER, "/explore"),
                page("explore-found", STRANGER, "/explore?q=app"),
                page("explore-nothing", STRANGER, "/explore?q=zeppelin&architecture=s390x"),
                page("repository-as-stranger", STRANGER, APP),
                page("tags-as-stranger", STRANGER, APP + "/-/tags"),
                page("repository-missing", STRANGER, "/r/anna/dotfiles").whereRefused(),
                page("not-found", STRANGER, "/nowhere"));
    }

    private static List<Shown> account() {
        return List.of(
                page("account-menu", OWNER, "/account").after(press("Account of anna")),
                page("account-profile", OWNER, "/account"),
                page("account-security", OWNER, "/account/security"),
                page("account-second-factor", OWNER, "/account/security").after(press("Turn on")),
                page("account-devices", OWNER, "/account/devices"),
                page("account-tokens", OWNER, "/account/tokens"),
                page("account-token-new", OWNER, "/account/tokens").after(SitePages::askForToken),
                page("account-token-made", OWNER, "/account/tokens").after(SitePages::makeToken),
                page("account-close", OWNER, "/account/close").after(press("Close my account")));
    }

    private static List<Shown> repositories() {
        return List.of(
                page("home", OWNER, "/"),
                page("repositories", OWNER, "/repositories"),
                page("repository-new", OWNER, "/repositories/new"),
                page("namespace", OWNER, "/u/anna"),
                page("namespace-of-organisation", OWNER, "/u/harbour"),
                page("starred", OWNER, "/starred"),
                page("start", OWNER, "/start"));
    }

    private static List<Shown> repository(Town town) {
        String compare = APP + "/-/compare";
        return List.of(
                page("repository", OWNER, APP),
                page("repository-readme-edit", OWNER, APP).after(press("Edit")),
                page("repository-empty", OWNER, "/r/anna/dotfiles"),
                page("repository-long-name", OWNER, "/r/" + Town.LONG),
                page("repository-archived", OWNER, "/r/anna/tides"),
                page("tags", OWNER, APP + "/-/tags"),
                page("tags-chosen-to-delete", OWNER, APP + "/-/tags").after(SitePages::askToDelete),
                page("tags-none", OWNER, "/r/anna/dotfiles/-/tags"),
                page("tags-long-names", OWNER, "/r/" + Town.LONG + "/-/tags"),
                page("image", OWNER, APP + "/-/tags/" + Town.NEWEST),
                page("image-of-one-platform", OWNER, APP + "/-/tags/edge"),
                page("image-by-digest", OWNER, APP + "/-/manifests/" + town.digest()),
                page("image-missing", OWNER, APP + "/-/tags/none").whereRefused(),
                page("compare-nothing", OWNER, compare),
                page("compare", OWNER, compare + "?from=1.0.0&to=" + Town.NEWEST),
                page("activity", OWNER, APP + "/-/activity"),
                page("webhooks", OWNER, APP + "/-/webhooks").after(pressFirst("Deliveries")),
                page("webhook-delivery", OWNER, APP + "/-/webhooks").after(SitePages::openDelivery),
                page("webhook-new", OWNER, APP + "/-/webhooks").after(press("Add a webhook")),
                page("webhooks-none", OWNER, "/r/anna/tides/-/webhooks"),
                page("permissions", OWNER, APP + "/-/permissions").after(SitePages::askWhy),
                page("settings", OWNER, APP + "/-/settings"),
                page("settings-visibility", OWNER, APP + "/-/settings").after(press("Make it private")),
                page("settings-delete", OWNER, APP + "/-/settings").after(press("Delete")));
    }

    private static List<Shown> organisations(Town town) {
        String harbour = "/orgs/harbour";
        return List.of(
                page("organisations", OWNER, "/orgs"),
                page("organisation-new", OWNER, "/orgs/new"),
                page("organisation", OWNER, harbour),
                page("organisation-people", OWNER, harbour + "/people"),
                page("organisation-teams", OWNER, harbour + "/teams"),
                page("organisation-team-new", OWNER, harbour + "/teams").after(press("New team")),
                page("organisation-team", OWNER, harbour + "/teams/builders"),
                page("organisation-robots", OWNER, harbour + "/robots"),
                page("organisation-robot-new", OWNER, harbour + "/robots").after(press("New robot")),
                page("organisation-webhooks", OWNER, harbour + "/webhooks"),
                page("organisation-audit", OWNER, harbour + "/audit"),
                page("organisation-settings", OWNER, harbour + "/settings"),
                page("invitation", OWNER, "/invitations/" + town.invitation()));
    }

    private static List<Shown> newcomers() {
        return List.of(
                page("newcomer-home", NEWCOMER, "/"),
                page("newcomer-organisations", NEWCOMER, "/orgs"),
                page("newcomer-starred", NEWCOMER, "/starred"),
                page("newcomer-tokens", NEWCOMER, "/account/tokens"));
    }

    private static List<Shown> admin() {
        return List.of(
                page("admin-users", ADMINISTRATOR, "/admin"),
                page("admin-storage", ADMINISTRATOR, "/admin/storage"),
                page("admin-collection", ADMINISTRATOR, "/admin/collection"),
                page("admin-jobs", ADMINISTRATOR, "/admin/jobs"),
                page("admin-health", ADMINISTRATOR, "/admin/health"),
                page("admin-audit", ADMINISTRATOR, "/admin/audit"),
                page("admin-settings", ADMINISTRATOR, "/admin/settings"));
    }

    private static Consumer<Page> press(String button) {
        return page -> Person.press(page.locator("body"), button);
    }

    private static Consumer<Page> pressFirst(String button) {
        return page -> Person.find(page.locator("body"), AriaRole.BUTTON, button)
                .first()
                .click();
    }

    private static void signInWrongly(Page page) {
        page.getByLabel("Username or e-mail").fill("anna");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill("not hers");
        press("Sign in").accept(page);
        page.getByRole(AriaRole.ALERT).waitFor();
    }

    private static void askForToken(Page page) {
        press("New token").accept(page);
        page.getByLabel("Only these").check();
    }

    private static void makeToken(Page page) {
        press("New token").accept(page);
        page.getByLabel("What is it for?").fill("the old server in the cellar");
        press("Create token").accept(page);
        page.getByLabel("Secret", new Page.GetByLabelOptions().setExact(true)).waitFor();
    }

    private static void askToDelete(Page page) {
        page.getByLabel("Choose 1.0.0").check();
        page.getByLabel("Choose 1.1.0").check();
        press("Delete (2)").accept(page);
        page.getByText("This frees").waitFor();
    }

    private static void openDelivery(Page page) {
        pressFirst("Deliveries").accept(page);
        page.getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText("tag.pushed"))
                .first()
                .click();
        page.getByText("Send again").waitFor();
    }

    private static void askWhy(Page page) {
        page.getByLabel("Username").last().fill("bruno");
        press("Explain").accept(page);
        page.getByText("bruno has the role").waitFor();
    }
}
