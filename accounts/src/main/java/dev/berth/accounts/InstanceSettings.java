package dev.berth.accounts;

import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What administrators set for the whole installation, kept in the database so that it counts on every node at once. Where none
 * has set a thing, what the configuration says holds.
 */
public final class InstanceSettings {
    private static final Logger log = LoggerFactory.getLogger(InstanceSettings.class);
    private static final String SIGN_UP = "sign_up";
    private static final String PUBLIC_BY_DEFAULT = "public_by_default";
    private static final String CREATE_ON_PUSH = "create_on_push";

    private final Database database;
    private final AuditTrail trail;
    private final SignUp signUp;

    /** @param signUp who may make an account where no administrator has set it */
    InstanceSettings(Database database, SignUp signUp, AuditTrail trail) {
        this.database = database;
        this.trail = trail;
        this.signUp = signUp;
    }

    /**
     * What holds.
     *
     * @param signUp who may make an account
     * @param publicByDefault whether a repository of which nothing else was said is public
     * @param createOnPush whether a push to a repository that does not exist makes it
     */
    public record Values(SignUp signUp, boolean publicByDefault, boolean createOnPush) {}

    /** What is to hold; what is absent stays. */
    public record Changes(Optional<SignUp> signUp, Optional<Boolean> publicByDefault, Optional<Boolean> createOnPush) {}

    /** What holds now. */
    public Values now() {
        return database.read(this::in);
    }

    /** What holds in this transaction. */
    public Values in(Transaction transaction) {
        Map<String, String> set = set(transaction);
        RepositoryDefaults defaults = defaults(set);
        return new Values(
                set.containsKey(SIGN_UP) ? SignUp.valueOf(set.get(SIGN_UP).toUpperCase(Locale.ROOT)) : signUp,
                defaults.publicByDefault(),
                defaults.createOnPush());
    }

    /** What administrators have set, by its name. */
    static Map<String, String> set(Transaction transaction) {
        return transaction
                .list("select name, value from instance_setting", row -> Map.entry(row.text(1), row.text(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How repositories come to be where this is set. */
    static RepositoryDefaults defaults(Map<String, String> set) {
        RepositoryDefaults usual = RepositoryDefaults.USUAL;
        return new RepositoryDefaults(
                Boolean.parseBoolean(set.getOrDefault(PUBLIC_BY_DEFAULT, String.valueOf(usual.publicByDefault()))),
                Boolean.parseBoolean(set.getOrDefault(CREATE_ON_PUSH, String.valueOf(usual.createOnPush()))));
    }

    /** Sets these, as this administrator wants it, and answers what holds then. */
    public Values change(Account administrator, Changes changes) {
        Values after = database.write(transaction -> {
            Values before = in(transaction);
            changes.signUp().ifPresent(it -> set(transaction, SIGN_UP, text(it)));
            changes.publicByDefault().ifPresent(it -> set(transaction, PUBLIC_BY_DEFAULT, String.valueOf(it)));
            changes.createOnPush().ifPresent(it -> set(transaction, CREATE_ON_PUSH, String.valueOf(it)));
            Values now = in(transaction);
            Map<String, Object> differences = differences(before, now);
            if (!differences.isEmpty()) {
                trail.record(transaction, Optional.of(administrator.name()), Change.SETTINGS_CHANGED, "", differences);
            }
            return now;
        });
        log.info("{} set {}", administrator.name(), after);
        return after;
    }

    /** What is otherwise than before, each with both. */
    private static Map<String, Object> differences(Values before, Values after) {
        Map<String, Object> differences = new LinkedHashMap<>();
        put(differences, SIGN_UP, text(before.signUp()), text(after.signUp()));
        put(differences, PUBLIC_BY_DEFAULT, before.publicByDefault(), after.publicByDefault());
        put(differences, CREATE_ON_PUSH, before.createOnPush(), after.createOnPush());
        return differences;
    }

    private static void put(Map<String, Object> differences, String name, Object before, Object after) {
        if (!before.equals(after)) {
            differences.put(name, Map.of("before", before, "after", after));
        }
    }

    private static String text(SignUp mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static void set(Transaction transaction, String name, String value) {
        transaction.update(
                "insert into instance_setting (name, value) values (?, ?)"
                        + " on conflict (name) do update set value = excluded.value",
                name,
                value);
    }
}
