package dev.berth.e2e.hub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.berth.e2e.harness.Authenticator;
import dev.berth.e2e.harness.Mailbox;
import java.util.regex.Pattern;

/** What a person does on the pages of their account. */
record AccountPages(Person person) {
    /** The key of a second factor in groups of four letters, as it stands beside its picture. */
    private static final Pattern KEY = Pattern.compile("^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$");

    void signUp() {
        person.open("/");
        person.follow("Sign up");
        person.type("Username", person.name());
        person.type("E-mail", person.email());
        person.type("Password", person.password());
        person.press("Sign up");
        person.seesHeading("First steps");
    }

    void verify(Mailbox mailbox) {
        person.open(mailbox.link(person.email(), "/verify").toString());
        person.sees("Your e-mail address is verified.");
        person.follow("Go on");
        person.seesHeading("Repositories");
    }

    /** Makes a token, and answers its secret. */
    String createToken(String label) {
        fromMenu("Tokens");
        person.press("New token");
        person.type("What is it for?", label);
        person.press("Create token");
        return person.secretShown();
    }

    Authenticator turnOnSecondFactor() {
        person.open("/account/security");
        person.press("Turn on");
        Locator key = person.page().locator("code", new Page.LocatorOptions().setHasText(KEY));
        var authenticator = new Authenticator(key.innerText());
        person.type("Code that the app shows now", authenticator.code());
        person.press("Turn on");
        person.sees("Your recovery codes");
        person.press("I have kept them");
        person.sees("Signing in asks for a code");
        return authenticator;
    }

    void signOut() {
        fromMenu("Sign out");
        assertThat(Person.find(person.page().locator("body"), AriaRole.LINK, "Sign in")
                        .first())
                .isVisible();
    }

    /** Types name and password; what follows depends on the account. */
    void signIn() {
        person.open("/signin");
        person.type("Username or e-mail", person.name());
        person.type("Password", person.password());
        person.press("Sign in");
    }

    void signIn(Authenticator authenticator) {
        signIn();
        person.type("Code", authenticator.code());
        person.press("Continue");
        person.seesHeading("Repositories");
    }

    void close() {
        person.open("/account/close");
        person.press("Close my account");
        person.type("Your password", person.password());
        person.confirm(person.name(), "Close account");
        person.sees("Your account is closed.");
    }

    private void fromMenu(String item) {
        person.press("Account of " + person.name());
        Person.find(person.page().locator("body"), AriaRole.MENUITEM, item).click();
    }
}
