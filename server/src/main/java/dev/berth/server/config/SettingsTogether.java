package dev.berth.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Settings that are right by themselves, looked at together: what needs another, and what is in a file of its own. */
final class SettingsTogether {
    private final Map<String, Given> given;
    private final List<String> problems;

    private SettingsTogether(Map<String, Given> given, List<String> problems) {
        this.given = given;
        this.problems = problems;
    }

    /** Fills in the secrets that are in files, and finds what is wrong. */
    static void check(Map<String, Given> given, List<String> problems) {
        SettingsTogether together = new SettingsTogether(given, problems);
        Settings.ALL.stream().filter(Setting::secret).forEach(together::readSecret);
        Settings.ALL.forEach(together::checkNeed);
        together.checkKmsKey();
        together.checkCache();
    }

    private void readSecret(Setting<?> secret) {
        Given file = of(secret.fileKey());
        if (file.text().isEmpty()) {
            return;
        }
        if (!of(secret.key()).text().isEmpty()) {
            problems.add(
                    file.source() + ": " + secret.fileKey() + " and " + secret.key() + " are both set: choose one");
            return;
        }
        try {
            String text = Files.readString(Path.of(file.text())).strip();
            if (text.isEmpty()) {
                problems.add(file.source() + ": " + secret.fileKey() + ": the file " + file.text() + " is empty");
            } else {
                given.put(secret.key(), new Given(text, file.text()));
            }
        } catch (IOException e) {
            problems.add(file.source() + ": " + secret.fileKey() + ": the file " + file.text() + " cannot be read");
        }
    }

    private void checkNeed(Setting<?> setting) {
        if (setting.needs().isEmpty() || !isSet(setting)) {
            return;
        }
        Setting<?> needed = Settings.named(setting.needs().get());
        if (!isSet(needed)) {
            problems.add(of(setting.key()).source() + ": " + setting.key() + " needs " + needed.key()
                    + ", which is not set");
        }
    }

    private void checkKmsKey() {
        String encryption = StorageSettings.S3_ENCRYPTION.key();
        if (isSet(StorageSettings.S3_KMS_KEY) && !of(encryption).text().equals("kms")) {
            problems.add(of(StorageSettings.S3_KMS_KEY.key()).source() + ": " + StorageSettings.S3_KMS_KEY.key()
                    + " needs " + encryption + ": kms");
        }
    }

    /** What clients read from the store themselves never comes by a node's cache. */
    private void checkCache() {
        if (isSet(StorageSettings.REDIRECT) && isSet(StorageSettings.CACHE_FOLDER)) {
            problems.add(of(StorageSettings.CACHE_FOLDER.key()).source() + ": " + StorageSettings.CACHE_FOLDER.key()
                    + " and " + StorageSettings.REDIRECT.key() + " are both set: choose one");
        }
    }

    private boolean isSet(Setting<?> setting) {
        return !of(setting.key()).text().equals(setting.fallback());
    }

    private Given of(String key) {
        return given.getOrDefault(key, new Given("", Given.DEFAULT));
    }
}
