package dev.berth.hub.webhooks;

import static dev.berth.hub.TestHub.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.accounts.Change;
import dev.berth.database.jobs.Job;
import dev.berth.hub.AccountEvents;
import dev.berth.hub.EventKind;
import dev.berth.hub.TestHub;
import dev.berth.hub.webhooks.Delivery.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of webhooks when that which they are about goes. */
class OrphansTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestHub hub;

    @SuppressWarnings("NullAway.Init")
    private Receiver receiver;

    @SuppressWarnings("NullAway.Init")
    private Webhooks webhooks;

    @BeforeEach
    void open() throws IOException {
        hub = new TestHub(folder, blobs);
        receiver = new Receiver();
        webhooks = new Webhooks(
                hub.database(),
                hub.events(),
                new RegistryFacts(hub.hub()),
                WebhookConfig.usual(true, Optional.empty()),
                hub.clock());
        webhooks.dispatch().start(Job.unobserved());
        hub.image(APP, "linux", "amd64", "latest");
    }

    @AfterEach
    void close() {
        webhooks.dispatch().stop();
        receiver.close();
        hub.close();
    }

    private Subject app() {
        return new Subject.OfRepository(hub.id(APP));
    }

    private Webhook make(Subject subject, EventKind kind) {
        Webhook webhook = webhooks.make(
                subject, new Webhook.Draft("ours", receiver.url(), Set.of(kind), Format.CLOUDEVENTS, true), "ada");
        hub.clock().pass(Duration.ofSeconds(1));
        return webhook;
    }

    private void awaitLast(Webhook webhook, State state) {
        await().until(() -> webhooks.deliveries(webhook.id(), Long.MAX_VALUE, 1).stream()
                .anyMatch(delivery -> delivery.state() == state
                        && !webhooks.attempts(delivery.id()).isEmpty()));
    }

    @Test
    void repository_thatIsDeleted_isTheLastThingItsWebhookIsToldOf() throws Exception {
        Webhook webhook = make(app(), EventKind.REPOSITORY_DELETED);
        Webhook other = make(new Subject.OfNamespace("ada"), EventKind.TAG_DELETED);
        receiver.answers(500, "not now");
        hub.hub().shelf().delete(APP, "ada");
        receiver.take();
        awaitLast(webhook, State.WAITING);

        webhooks.dispatch().forgetOrphans();
        assertThat(webhooks.find(webhook.subject(), webhook.id())).isPresent();

        receiver.answers(200, "thanks");
        hub.clock().pass(Duration.ofMinutes(1));
        assertThat(receiver.take().json().path("type").asString()).isEqualTo("dev.berth.repository.deleted");
        awaitLast(webhook, State.DELIVERED);
        webhooks.dispatch().forgetOrphans();

        assertThat(webhooks.find(webhook.subject(), webhook.id())).isEmpty();
        assertThat(webhooks.deliveries(webhook.id(), Long.MAX_VALUE, 1)).isEmpty();
        assertThat(webhooks.find(other.subject(), other.id())).isPresent();
    }

    @Test
    void organisation_thatIsClosed_isTheLastThingItsWebhookIsToldOf() throws Exception {
        Webhook webhook = make(new Subject.OfNamespace("acme"), new EventKind(Change.ORGANISATION_DELETED.label()));
        Webhook open = make(new Subject.OfNamespace("other"), EventKind.TAG_PUSHED);
        hub.database().write(transaction -> {
            new AccountEvents(hub.events())
                    .record(transaction, Optional.of("ada"), Change.ORGANISATION_DELETED, "acme", Map.of());
            return transaction.update("insert into organisation (id, name, display_name, created_at, closed_at)"
                    + " values (1, 'acme', '', 1, 2), (2, 'other', '', 1, null)");
        });

        assertThat(receiver.take().json().path("type").asString()).isEqualTo("dev.berth.organisation.deleted");
        awaitLast(webhook, State.DELIVERED);
        webhooks.dispatch().forgetOrphans();

        assertThat(webhooks.of(webhook.subject())).isEmpty();
        assertThat(webhooks.of(open.subject())).hasSize(1);
    }

    @Test
    void person_whoGoes_takesWebhooksAlong() {
        Webhook webhook = make(app(), EventKind.TAG_PUSHED);
        Webhook own = make(new Subject.OfNamespace("ada"), EventKind.TAG_PUSHED);
        Webhook other = make(new Subject.OfNamespace("bob"), EventKind.TAG_PUSHED);

        hub.database().write(transaction -> {
            Webhooks.forget(transaction, "ada");
            return true;
        });

        assertThat(List.of(webhook, own, other))
                .filteredOn(it -> webhooks.find(it.subject(), it.id()).isPresent())
                .containsExactly(other);
    }
}
