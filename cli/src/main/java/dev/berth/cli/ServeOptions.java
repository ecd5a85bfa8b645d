package dev.berth.cli;

import dev.berth.server.config.Setting;
import dev.berth.server.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code berth serve} was told on the command line.
 *
 * @param file the configuration file
 * @param flags the flags that set a setting, with their values
 */
record ServeOptions(Optional<Path> file, Map<String, String> flags) {
    static final String CONFIG = "--config";
    static final String OPEN = "--open";

    /**
     * Reads the words of a plain {@code serve --flag value ...}; empty when they are anything else, which picocli then
     * explains. Half of a start would be picocli's, because the AOT cache takes no classes as old as its.
     */
    static Optional<ServeOptions> read(String[] words) {
        if (words.length == 0 || !words[0].equals("serve")) {
            return Optional.empty();
        }
        Set<String> known = Settings.ALL.stream()
                .map(Setting::flag)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        Map<String, String> flags = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            String flag = words[i];
            boolean takesValue = flag.equals(CONFIG) || known.contains(flag) && !flag.equals(OPEN);
            if (!takesValue && !flag.equals(OPEN) || takesValue && i + 1 == words.length) {
                return Optional.empty();
            }
            String value = takesValue ? words[++i] : "true";
            if (value.startsWith("-") || flags.put(flag, value) != null) {
                return Optional.empty();
            }
        }
        Optional<Path> file = Optional.ofNullable(flags.remove(CONFIG)).map(Path::of);
        return Optional.of(new ServeOptions(file, flags));
    }
}
