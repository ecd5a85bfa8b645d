package dev.berth.hub.webhooks;

import dev.berth.database.Database;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What receivers say of what they were sent, by the address {@code callback_url} that was sent along. */
public final class Callbacks {
    /** How many different contexts a receiver may speak of. */
    private static final int MOST = 20;

    private static final Pattern CODE = Pattern.compile("(\\d{1,19})\\.(\\d{1,19})\\.[0-9a-f]{64}");

    private final Database database;
    private final InstantSource clock;

    Callbacks(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What a receiver said.
     *
     * @param at when that was
     */
    public record Noted(Callback callback, Instant at) {}

    /** What the address ends with that is sent along with an event; nobody else makes it up. */
    static String code(Webhook webhook, long event) {
        String what = webhook.id() + "." + event;
        return what + "." + Signature.ofCallback(webhook.secret(), what);
    }

    /**
     * Keeps what a receiver says, in the place of what it said of the same context before.
     *
     * @param code what the address ends with
     * @return false where nothing was sent with such an address, or it is forgotten
     * @throws WebhookFailure when it speaks of too many contexts
     */
    public boolean note(String code, Callback said) {
        Matcher parts = CODE.matcher(code);
        if (!parts.matches()) {
            return false;
        }
        Optional<Long> id = number(parts.group(1));
        Optional<Long> event = number(parts.group(2));
        return id.isPresent()
                && event.isPresent()
                && database.write(transaction -> WebhookStore.find(transaction, id.get())
                        .filter(webhook -> isEqual(code, code(webhook, event.get())))
                        .filter(webhook -> DeliveryStore.has(transaction, webhook.id(), event.get()))
                        .map(webhook -> keep(transaction, webhook.id(), event.get(), said))
                        .orElse(false));
    }

    private static Optional<Long> number(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private boolean keep(Transaction transaction, long webhook, long event, Callback said) {
        List<Noted> before = of(transaction, webhook, event);
        if (before.size() >= MOST
                && before.stream().noneMatch(it -> it.callback().context().equals(said.context()))) {
            throw new WebhookFailure("context: there are " + MOST + " already, which is as many as there may be");
        }
        return transaction.update(
                        "insert into webhook_callback"
                                + " (webhook_id, event_id, context, at, state, description, target_url)"
                                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (webhook_id, event_id, context) do update"
                                + " set at = excluded.at, state = excluded.state, description = excluded.description,"
                                + " target_url = excluded.target_url",
                        webhook,
                        event,
                        said.context(),
                        clock.millis(),
                        said.state().label(),
                        said.description(),
                        said.targetUrl())
                == 1;
    }

    /** What was said of a delivery, the first of it first. */
    public List<Noted> of(Delivery delivery) {
        return database.read(transaction -> of(transaction, delivery.webhook(), delivery.event()));
    }

    private static List<Noted> of(Transaction transaction, long webhook, long event) {
        return transaction.list(
                "select state, context, description, target_url, at from webhook_callback"
                        + " where webhook_id = ? and event_id = ? order by at, context",
                Callbacks::read,
                webhook,
                event);
    }

    private static Noted read(Row row) {
        return new Noted(
                new Callback(
                        Callback.State.valueOf(row.text(1).toUpperCase(Locale.ROOT)),
                        row.text(2),
                        row.text(3),
                        row.optionalText(4)),
                Instant.ofEpochMilli(row.number(5)));
    }
}
