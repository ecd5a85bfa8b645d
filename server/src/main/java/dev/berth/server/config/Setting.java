package dev.berth.server.config;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that Berth can be told: a row of the table in {@link Settings}.
 *
 * @param key its name in the file, the parts joined by dots
 * @param flag the flag of {@code berth serve} that sets it too
 * @param format how its value is written
 * @param fallback its value, written, where nobody says otherwise
 * @param meaning what it does, in sentences for the reference page
 */
public record Setting<T>(String key, Optional<String> flag, ValueFormat<T> format, String fallback, String meaning) {
    static <T> Setting<T> of(String key, ValueFormat<T> format, String fallback, String meaning) {
        return new Setting<>(key, Optional.empty(), format, fallback, meaning);
    }

    Setting<T> withFlag(String name) {
        return new Setting<>(key, Optional.of(name), format, fallback, meaning);
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
