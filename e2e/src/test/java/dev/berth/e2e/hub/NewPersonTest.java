package dev.berth.e2e.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.AlpineLike;
import dev.berth.e2e.harness.Authenticator;
import dev.berth.e2e.harness.Chromium;
import dev.berth.e2e.harness.DockerEngine;
import dev.berth.e2e.harness.Mailbox;
import dev.berth.e2e.harness.Receiver;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of somebody who is new here, with a real browser, a real mail server and a real Docker engine. */
@ExtendWith(ServerLogs.class)
class NewPersonTest {
    private static final Pattern PUSHED = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    @RegisterExtension
    private final Witness witness = new Witness();

    @TempDir
    private Path folder;

    @AutoClose
    private final Mailbox mailbox = Mailbox.open();

    @AutoClose
    private Receiver receiver;

    @AutoClose
    private RunningBerth berth;

    @AutoClose
    private DockerEngine engine;

    @AutoClose
    private Chromium browser;

    private Path context;
    private Person anna;
    private Person bruno;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.open();
        context = AlpineLike.context(folder.resolve("context"));
        engine = DockerEngine.start(Files.createDirectories(folder.resolve("docker")));
        berth = RunningBerth.start(
                Start.on(folder.resolve("data")).mailing(mailbox).env("BERTH_WEBHOOKS_PRIVATE_NETWORKS", "true"));
        browser = Chromium.start();
        anna = person("anna");
        bruno = person("bruno");
    }

    /** Or the folder's end tells of every link that is in an image. */
    @AfterEach
    void emptyTheEngine() {
        anna.docker("system", "prune", "--all", "--force").succeeds();
    }

    private Person person(String name) throws IOException {
        return Person.of(name, berth.uri(), browser, engine, folder, witness);
    }

    @Test
    void newPerson_goesTheWholeWay() {
        String token = annaComes();
        String first = annaPushesAndDescribes(token);
        brunoFindsAndPulls();
        annaSeesWhoCame();
        brunoPushesForTheirOrganisation();
        annaTurnsOnTheSecondFactor(token);
        annaIsToldOfPushesAndRollsBack(first);
        annaGoes();
    }

    private String annaComes() {
        anna.account().signUp();
        assertThat(anna.dockerLogin("not the password").fails()).containsIgnoringCase("unauthorized");
        anna.account().verify(mailbox);
        return anna.account().createToken("laptop");
    }

    /** Answers the digest of what she pushed. */
    private String annaPushesAndDescribes(String token) {
        anna.dockerLogin(token).succeeds();
        String digest = digest(anna.push("1", context, "anna/hello:v1").succeeds());

        RepositoryPages hello = anna.repository("anna/hello");
        hello.findAtHome();
        hello.seesTag("v1", anna.platform());
        hello.seesLayers("v1", "COPY", "busybox", "echo", "CMD");
        hello.writeReadme("# Hello\n\nSays **hello** to everybody.\n\n| tag | is |\n|---|---|\n| v1 | the first |");
        anna.seesHeading("Hello");
        hello.makePublic();
        return digest;
    }

    private void brunoFindsAndPulls() {
        bruno.account().signUp();
        bruno.account().verify(mailbox);
        RepositoryPages hello = bruno.repository("anna/hello");
        hello.findBySearch("hell");
        bruno.seesHeading("Hello");
        hello.star();

        forgetImages(bruno);
        hello.pullAsThePageSays("v1");
        assertThat(bruno.docker("run", "--rm", "--network", "none", bruno.image("anna/hello:v1"))
                        .succeeds())
                .isEqualTo(AlpineLike.GREETING);
    }

    private void annaSeesWhoCame() {
        RepositoryPages hello = anna.repository("anna/hello");
        hello.seesPulls(1);
        anna.sees("Star" + "\u2002" + "1");
        hello.seesActivity("pushed a tag", "created the repository", "changed the repository");
    }

    private void brunoPushesForTheirOrganisation() {
        bruno.dockerLogin(bruno.password()).succeeds();
        assertThat(bruno.push("1", context, "harbour/hello:v1").fails()).contains("denied");

        OrganisationPages harbour = anna.organisation("harbour");
        harbour.make();
        harbour.makeTeam("builders");
        harbour.giveTeam("builders", "write");
        anna.push("1", context, "harbour/hello:v1").succeeds();
        harbour.invite(bruno, "builders");
        assertThat(bruno.push("2", context, "harbour/hello:v2").fails()).contains("denied");

        bruno.organisation("harbour").join();
        bruno.push("2", context, "harbour/hello:v2").succeeds();
        harbour.seesTeam(bruno, "builders");
        harbour.seesAudit("gave a team rights", "joined the organisation", "founded the organisation");
        bruno.repository("harbour/hello").seesTag("v2", bruno.platform());
    }

    private void annaTurnsOnTheSecondFactor(String token) {
        Authenticator authenticator = anna.account().turnOnSecondFactor();
        anna.account().signOut();
        anna.account().signIn(authenticator);
        assertThat(anna.dockerLogin(anna.password()).fails()).contains("token");
        anna.dockerLogin(token).succeeds();
    }

    private void annaIsToldOfPushesAndRollsBack(String first) {
        RepositoryPages hello = anna.repository("anna/hello");
        String secret = hello.addWebhook("deploy", receiver.uri());
        hello.testWebhook();
        assertThat(receiver.next().isSignedWith(secret)).isTrue();

        String second = digest(anna.push("2", context, "anna/hello:v1").succeeds());
        Receiver.Call call = receiver.next();
        assertThat(call.event()).isEqualTo("tag.pushed");
        assertThat(call.body()).contains("anna/hello", "v1", second);
        assertThat(call.isSignedWith(secret)).isTrue();
        assertThat(call.isSignedWith("another secret")).isFalse();
        hello.seesDelivery("tag.pushed");

        hello.rollBack("v1");
        assertThat(digestOfV1()).isEqualTo(first).isNotEqualTo(second);
        hello.seesActivity(shown(second) + " → " + shown(first));
    }

    /** A digest as the pages show it. */
    private static String shown(String digest) {
        return digest.substring("sha256:".length(), "sha256:".length() + 12);
    }

    private String digestOfV1() {
        forgetImages(anna);
        return digest(anna.docker("pull", anna.image("anna/hello:v1")).succeeds());
    }

    private void annaGoes() {
        anna.repository("anna/hello").delete();
        anna.organisation("harbour").makeOwner(bruno);
        anna.account().close();

        anna.account().signIn();
        anna.sees("wrong");
        bruno.repository("harbour/hello").seesTag("v2", bruno.platform());
    }

    private static void forgetImages(Person person) {
        String[] images = person.docker("images", "-q").succeeds().split("\\s+");
        person.docker("rmi", "-f").with(images).succeeds();
    }

    private static String digest(String said) {
        Matcher matcher = PUSHED.matcher(said.replace("Digest:", "digest:"));
        assertThat(matcher.find()).as("%s", said).isTrue();
        return matcher.group(1);
    }
}
