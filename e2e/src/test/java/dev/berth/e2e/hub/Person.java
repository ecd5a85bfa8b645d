package dev.berth.e2e.hub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.berth.e2e.harness.Chromium;
import dev.berth.e2e.harness.Chromium.View;
import dev.berth.e2e.harness.Command;
import dev.berth.e2e.harness.DockerEngine;
import dev.berth.e2e.harness.User;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody in front of the pages, with a browser and a Docker client of their own. Finds things as people do: by their words. */
final class Person {
    private final String name;
    private final String registry;
    private final Page page;
    private final Command docker;

    private Person(String name, String registry, Page page, Command docker) {
        this.name = name;
        this.registry = registry;
        this.page = page;
        this.docker = docker;
    }

    static Person of(String name, URI server, Chromium browser, DockerEngine engine, Path homes, Witness witness)
            throws IOException {
        Page page = browser.person(server, View.DESKTOP_LIGHT).newPage();
        witness.watch(name, page);
        Command docker = engine.client(Files.createDirectories(homes.resolve(name)));
        return new Person(name, server.getAuthority(), page, docker);
    }

    String name() {
        return name;
    }

    String email() {
        return name + "@example.org";
    }

    String password() {
        return User.PASS_PHRASE + name;
    }

    Page page() {
        return page;
    }

    AccountPages account() {
        return new AccountPages(this);
    }

    OrganisationPages organisation(String organisation) {
        return new OrganisationPages(this, organisation);
    }

    RepositoryPages repository(String repository) {
        return new RepositoryPages(this, repository);
    }

    /** Goes to an address of the server. */
    void open(String address) {
        page.navigate(address);
    }

    void follow(String link) {
        find(page.locator("body"), AriaRole.LINK, link).first().click();
    }

    void press(String button) {
        press(page.locator("body"), button);
    }

    static void press(Locator within, String button) {
        find(within, AriaRole.BUTTON, button).click();
    }

    void type(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    void choose(String label, String option) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).selectOption(option);
    }

    /** Types what a dialog asks for, and confirms it. */
    void confirm(String typed, String button) {
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Type " + typed + " to confirm").fill(typed);
        press(dialog, button);
    }

    /** Waits until these words are to be seen. */
    void sees(String words) {
        assertThat(page.getByText(words).first()).isVisible();
    }

    void seesHeading(String words) {
        assertThat(find(page.locator("body"), AriaRole.HEADING, words)).isVisible();
    }

    /** The secret that is shown this once. */
    String secretShown() {
        return page.getByRole(
                        AriaRole.TEXTBOX,
                        new Page.GetByRoleOptions().setName("Secret").setExact(true))
                .innerText();
    }

    static Locator find(Locator within, AriaRole role, String words) {
        return within.getByRole(
                role, new Locator.GetByRoleOptions().setName(words).setExact(true));
    }

    /** Docker's command line with these words. */
    Command docker(String... words) {
        return docker.with(words);
    }

    /** What the engine builds for, as the pages call it. */
    String platform() {
        return docker("version", "--format", "{{.Server.Arch}}").succeeds();
    }

    Command dockerLogin(String secret) {
        return docker("login", "--username", name, "--password-stdin", registry).reading(secret);
    }

    /** The name of an image on the server, as in {@code 127.0.0.1:5000/anna/hello:v1}. */
    String image(String reference) {
        return registry + "/" + reference;
    }

    /** Builds an image of this version, and pushes it. */
    Command push(String version, Path context, String reference) {
        String image = image(reference);
        docker("build", "--network", "none", "--label", "version=" + version, "-t", image, context.toString())
                .succeeds();
        return docker("push", image);
    }
}
