package dev.berth.e2e.hub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;

/** What a person does on the pages of an organisation. */
record OrganisationPages(Person person, String organisation) {
    void make() {
        person.open("/orgs");
        person.follow("New organisation");
        person.type("Name", organisation);
        person.press("Create organisation");
        person.sees("The organisation " + organisation + " is made, and you own it.");
    }

    void makeTeam(String team) {
        show("teams");
        person.press("New team");
        person.type("Name", team);
        person.press("Create team");
        person.seesHeading(team);
    }

    /** Gives the team that is shown a role on all that the organisation has. */
    void giveTeam(String team, String role) {
        show("teams/" + team);
        person.type("Repository", organisation + "/*");
        person.choose("Role", role);
        person.press("Give");
        person.sees(team + " has the role " + role);
    }

    void invite(Person other, String team) {
        show("people");
        person.type("Username or e-mail", other.name());
        person.choose("Team", team);
        person.press("Invite");
        person.sees(other.name() + " is invited.");
    }

    void join() {
        person.open("/orgs");
        person.press("Join " + organisation);
        person.sees("You are in " + organisation + " now.");
    }

    void seesTeam(Person member, String team) {
        show("teams/" + team);
        assertThat(Person.find(person.page().locator("main"), AriaRole.LINK, member.name()))
                .isVisible();
    }

    void makeOwner(Person member) {
        show("people");
        person.choose("Role of " + member.name(), "Owner");
        person.sees(member.name() + " is an owner now.");
    }

    void seesAudit(String... events) {
        show("audit");
        for (String event : events) {
            person.sees(event);
        }
    }

    private void show(String part) {
        person.open("/orgs/" + organisation + "/" + part);
    }
}
