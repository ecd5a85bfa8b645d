package dev.berth.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the settings in a YAML file. Only the tree of its nodes is read, with their lines; no value is made into
 * anything but the text that stands there.
 */
final class ConfigurationFile {
    private final Path file;
    private final Map<String, Given> given = new HashMap<>();
    private final List<String> problems;

    private ConfigurationFile(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** What the file says, by key, as far as it can be read; what cannot goes to the problems. */
    static Map<String, Given> read(Path path, List<String> problems) {
        ConfigurationFile file = new ConfigurationFile(path, problems);
        file.text().flatMap(file::compose).filter(node -> !isNothing(node)).ifPresent(node -> file.section("", node));
        return file.given;
    }

    private Optional<String> text() {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            problems.add(file + ": there is no such file");
        } catch (CharacterCodingException e) {
            problems.add(file + ": this is not text in " + StandardCharsets.UTF_8);
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowNonScalarKeys(true)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            String source = e.getProblemMark()
                    .map(mark -> Given.line(file, mark.getLine() + 1))
                    .orElse(file.toString());
            problems.add(source + ": this is not YAML: " + oneLine(e.getProblem()));
        } catch (StackOverflowError e) { // the composer recurses, and sets itself no limit
            problems.add(file + ": this is nested too deeply");
        } catch (YamlEngineException | IllegalArgumentException e) { // the latter for tags that cannot be
            problems.add(file + ": this is not YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /** Reads the settings below a key; only keys that some setting begins with are gone into, so nothing recurses for ever. */
    private void section(String prefix, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            String where = prefix.isEmpty() ? "the file" : "'" + prefix.substring(0, prefix.length() - 1) + "'";
            problems.add(source(node) + ": " + where + " holds settings, as in 'name: value', not a value");
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode name) {
                entry(prefix + name.getValue(), name, entry.getValueNode());
            } else {
                problems.add(source(entry.getKeyNode()) + ": the name of a setting is a single word");
            }
        }
    }

    private void entry(String key, Node name, Node value) {
        if (keys().anyMatch(key::equals)) {
            setting(key, name, value);
        } else if (keys().anyMatch(known -> known.startsWith(key + "."))) {
            if (!isNothing(value)) {
                section(key + ".", value);
            }
        } else {
            problems.add(source(name) + ": there is no setting '" + key + "'"
                    + Nearest.to(key, keys().toList())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse(""));
        }
    }

    private void setting(String key, Node name, Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            problems.add(source(name) + ": " + key + " is one value, not a list or more settings");
            return;
        }
        Given earlier = given.get(key);
        if (earlier != null) {
            problems.add(source(name) + ": " + key + " is set twice, first at " + earlier.source());
            return;
        }
        given.put(key, new Given(isNothing(value) ? "" : scalar.getValue(), source(value)));
    }

    private static Stream<String> keys() {
        return Settings.ALL.stream().map(Setting::key);
    }

    private static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private String source(Node node) {
        return node.getStartMark()
                .map(mark -> Given.line(file, mark.getLine() + 1))
                .orElse(file.toString());
    }

    private static String oneLine(String text) {
        return text.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
    }
}
