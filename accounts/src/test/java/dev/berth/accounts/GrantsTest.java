package dev.berth.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.RepositoryName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was given on a repository, when its name changes or it is deleted. */
class GrantsTest {
    private static final RepositoryName APP = new RepositoryName("acme/app");
    private static final RepositoryName NEW = new RepositoryName("acme/new");
    private static final RepositoryName AWAY = new RepositoryName("bert/app");

    private TestAccounts accounts;
    private Account anna;
    private Account carl;
    private Authority.ByPersonalToken token;

    /** carl is in a team that may write, and collaborates to read; anna has a token for the repository. */
    @BeforeEach
    void open(@TempDir Path folder) {
        accounts = TestAccounts.in(folder);
        accounts.setPublic(APP, false);
        anna = accounts.account("anna");
        accounts.accounts()
                .signUps()
                .make(
                        new SignUps.Application(
                                new Username("carl"),
                                new EmailAddress("carl@example.org"),
                                new Password(TestAccounts.PASSWORD),
                                Optional.empty()),
                        accounts.account("admin"));
        carl = accounts.account("carl");
        Accounts all = accounts.accounts();
        all.organisations().create(anna, new OrganisationName("acme"), "");
        all.members().set(accounts.account("admin"), "acme", "carl", Member.Standing.MEMBER);
        all.teams().create(anna, "acme", "devs", "");
        all.teams().addMember(anna, "acme", "devs", "carl");
        all.teamGrants().set(anna, "acme", "devs", new RoleGrant(new Target.OfRepository(APP), Role.WRITE));
        all.collaborators().set(rights().caller(new Authority.ByPassword(anna)), APP, "carl", Role.READ);
        PersonalTokens.Created created = all.personalTokens()
                .create(
                        anna,
                        "app",
                        Set.of(),
                        Optional.of(List.of(new TokenGrant(new Target.OfRepository(APP), Set.of(TokenScope.READ)))),
                        Optional.empty());
        token = use(created.secret());
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    private Rights rights() {
        return accounts.accounts().rights();
    }

    private Authority.ByPersonalToken use(String secret) {
        return (Authority.ByPersonalToken)
                accounts.accounts().personalTokens().use("anna", secret).authority();
    }

    private Authority.ByPersonalToken tokenNow() {
        PersonalToken now = accounts.accounts().personalTokens().get(anna, token.tokenId());
        return new Authority.ByPersonalToken(anna, now.id(), now.scopes(), now.only());
    }

    @Test
    void roles_addUp() {
        assertThat(rights().role(carl, APP)).contains(Role.WRITE);
        assertThat(rights().explain(carl, APP))
                .extracting(Reason::kind)
                .containsExactly(Reason.Kind.TEAM, Reason.Kind.COLLABORATOR);
        assertThat(rights().role(carl, NEW)).isEmpty();
        assertThat(rights().mayCreate(new Authority.ByPassword(carl), APP)).isFalse();
        assertThat(rights().mayCreate(new Authority.ByPassword(anna), NEW)).isTrue();
        assertThat(rights().allow(token, APP, Right.PULL)).isTrue();
    }

    @Test
    void rename_withinTheNamespace() {
        accounts.write(transaction -> Grants.rename(transaction, APP, NEW));

        assertThat(rights().role(carl, NEW)).contains(Role.WRITE);
        assertThat(rights().role(carl, APP)).isEmpty();
        assertThat(rights().allow(tokenNow(), NEW, Right.PULL)).isTrue();
        assertThat(rights().allow(tokenNow(), APP, Right.PULL)).isFalse();
    }

    @Test
    void rename_toAnotherNamespace() {
        accounts.write(transaction -> Grants.rename(transaction, APP, AWAY));

        assertThat(rights().explain(carl, AWAY)).extracting(Reason::kind).containsExactly(Reason.Kind.COLLABORATOR);
        assertThat(rights().role(carl, APP)).isEmpty();
        assertThat(rights().sees(new Authority.ByPassword(carl)))
                .isEqualTo(new Sees.PublicAnd(Set.of("carl"), Set.of(AWAY)));
    }

    @Test
    void forget_leavesNothing() {
        accounts.write(transaction -> Grants.forget(transaction, APP));

        assertThat(rights().role(carl, APP)).isEmpty();
        assertThat(tokenNow().only()).contains(List.of());
        assertThat(rights().allow(tokenNow(), APP, Right.PULL)).isFalse();
        assertThat(rights().allow(tokenNow(), NEW, Right.PULL)).isFalse();
    }
}
