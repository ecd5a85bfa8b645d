package dev.berth.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that Berth can be told: a row of the table in {@link Settings}.
 *
 * @param key its name in the file, the parts joined by dots
 * @param flag the flag of {@code berth serve} that sets it too
 * @param format how its value is written
 * @param fallback its value, written, where nobody says otherwise
 * @param meaning what it does, in sentences for the reference page
 * @param secret whether its value is never shown
 * @param needs the key of the setting that must be set where this one is
 */
public record Setting<T>(
        String key,
        Optional<String> flag,
        ValueFormat<T> format,
        String fallback,
        String meaning,
        boolean secret,
        Optional<String> needs) {
    private static final String HIDDEN = "********";

    /** What a URL says of a secret: {@code //user:password@} in front of the host, or {@code password=} behind it. */
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(?<=//)([^:@/]*:)[^@/]*(?=@)|([?&]password=)[^&]*");

    static <T> Setting<T> of(String key, ValueFormat<T> format, String fallback, String meaning) {
        return new Setting<>(key, Optional.empty(), format, fallback, meaning, false, Optional.empty());
    }

    Setting<T> withFlag(String name) {
        return new Setting<>(key, Optional.of(name), format, fallback, meaning, secret, needs);
    }

    /** The same, whose value is never shown, and can be in the file that the setting with {@code -file} behind the key names. */
    Setting<T> keptSecret() {
        return new Setting<>(key, flag, format, fallback, meaning, true, needs);
    }

    /** The same, which says nothing unless the other is set too. */
    Setting<T> needing(String other) {
        return new Setting<>(key, flag, format, fallback, meaning, secret, Optional.of(other));
    }

    /** The key of the setting that names the file of a secret. */
    String fileKey() {
        return key + "-file";
    }

    /** The value as people may see it. */
    String shown(String value) {
        if (secret && !value.isEmpty()) {
            return HIDDEN;
        }
        return PASSWORD_IN_URL.matcher(value).replaceAll("$1$2" + HIDDEN);
    }

    /** The environment variable that sets it too. */
    public String environmentName() {
        return Settings.ENVIRONMENT_PREFIX
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The part of Berth that it belongs to: the first part of its key. */
    String section() {
        return key.substring(0, key.indexOf('.'));
    }
}
