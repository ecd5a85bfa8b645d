package dev.berth.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The value of every setting, with who gave it: a flag before the environment, that before the file, that before the default. */
public final class EffectiveSettings {
    private final Map<String, Given> given;

    private EffectiveSettings(Map<String, Given> given) {
        this.given = given;
    }

    /**
     * The settings that hold when Berth is started like this.
     *
     * @param file the file that {@code --config} names
     * @param environment all environment variables
     * @param flags the flags with their values, as in {@code --port} and {@code 5000}
     * @throws ConfigurationFailure naming everything that is unknown, or is not what its setting expects
     */
    public static EffectiveSettings of(Optional<Path> file, Map<String, String> environment, Map<String, String> flags)
            throws ConfigurationFailure {
        List<String> problems = new ArrayList<>();
        Map<String, Given> given = new HashMap<>();
        Settings.ALL.forEach(setting -> given.put(setting.key(), new Given(setting.fallback(), Given.DEFAULT)));
        file.ifPresent(path -> given.putAll(ConfigurationFile.read(path, problems)));
        readEnvironment(environment, given, problems);
        readFlags(flags, given);
        EffectiveSettings settings = new EffectiveSettings(given);
        settings.checkEach(problems);
        if (problems.isEmpty()) {
            SettingsTogether.check(given, problems);
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return settings;
    }

    private static void readFlags(Map<String, String> flags, Map<String, Given> given) {
        Settings.ALL.forEach(setting -> setting.flag().ifPresent(flag -> {
            String value = flags.get(flag);
            if (value != null) {
                given.put(setting.key(), new Given(value, flag));
            }
        }));
    }

    private static void readEnvironment(
            Map<String, String> environment, Map<String, Given> given, List<String> problems) {
        Map<String, Setting<?>> byName =
                Settings.ALL.stream().collect(Collectors.toMap(Setting::environmentName, setting -> setting));
        environment.forEach((name, value) -> {
            Setting<?> setting = byName.get(name);
            if (setting != null) {
                given.put(setting.key(), new Given(value, name));
            } else if (name.startsWith(Settings.ENVIRONMENT_PREFIX) && !Settings.OTHER_ENVIRONMENT.contains(name)) {
                problems.add("the environment variable " + name + " is no setting of Berth"
                        + Nearest.to(name, byName.keySet())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
        });
    }

    private void checkEach(List<String> problems) {
        for (Setting<?> setting : Settings.ALL) {
            Given value = given(setting);
            if (setting.format().parse(value.text()).isEmpty()) {
                problems.add(wrong(setting, value));
            }
        }
    }

    private static String wrong(Setting<?> setting, Given value) {
        String what = value.source().equals(setting.environmentName())
                        || setting.flag().filter(value.source()::equals).isPresent()
                ? value.source()
                : value.source() + ": " + setting.key();
        String written = value.text().isEmpty() ? "nothing" : "'" + setting.shown(value.text()) + "'";
        return what + " is " + written + "; expected is " + setting.format().expected();
    }

    <T> T get(Setting<T> setting) {
        return setting.format().parse(given(setting).text()).orElseThrow();
    }

    /** The failure of a setting that a room refuses, together with others. */
    ConfigurationFailure refused(Setting<?> setting, IllegalArgumentException reason) {
        return new ConfigurationFailure(
                List.of(given(setting).source() + ": " + setting.key() + ": " + reason.getMessage()));
    }

    private Given given(Setting<?> setting) {
        Given value = given.get(setting.key());
        if (value == null) {
            throw new IllegalArgumentException(setting.key() + " is not in the table of settings");
        }
        return value;
    }

    /** One setting, as a person sees it: the value of a secret only says whether there is one. */
    public record Line(String key, String value, String source) {}

    /** Every setting with its value and who gave it, in the order of the table. */
    public List<Line> lines() {
        return Settings.ALL.stream()
                .map(setting -> new Line(
                        setting.key(),
                        setting.shown(given(setting).text()),
                        given(setting).source()))
                .toList();
    }
}
