package dev.berth.server.config;

import java.util.List;

/** The reference page of all settings, printed from their table. */
public final class ReferencePage {
    private ReferencePage() {}

    private static final String HEAD = """
            # Configuration

            <!-- Printed by `./berth config reference` from the table of settings; edit that table, not this page. -->

            Berth runs without any configuration. What it is told comes from four places, the later ones first:

            1. the default,
            2. one YAML file, named by `--config FILE`,
            3. an environment variable for each setting,
            4. flags of `berth serve`, for the settings that have one.

            A name that Berth does not know, and a value that it does not expect, end `berth serve` before it starts, with one
            line that names the place. `berth config check [--config FILE]` says whether everything is right, and what holds.

            Durations are a whole number and one of the units `ms`, `s`, `m`, `h`, `d`. Sizes are a number of bytes, or a whole
            number and one of the units `KiB`, `MiB`, `GiB`, `TiB`. Paths that are not absolute start at the folder in which
            Berth was started.

            Secrets are never printed. A file of its own can hold them, whose setting ends with `-file`.

            Two environment variables are no settings: `BERTH_ADMIN_PASSWORD` is the password of the account `admin`, read when
            that account is first made, and `BERTH_JAVA_OPTS` holds options for the Java machine, read by the launcher.

            ## The file, with every default

            Settings may be nested as here, or written in one line as in `collection.grace: 24h`.

            ```yaml
            """;

    /** The page, in Markdown. */
    public static String render() {
        StringBuilder page = new StringBuilder(HEAD);
        example(page);
        page.append("```\n");
        for (String section : sections()) {
            page.append("\n## ").append(section).append("\n");
            for (Setting<?> setting : Settings.ALL) {
                if (setting.section().equals(section)) {
                    describe(setting, page);
                }
            }
        }
        return page.toString();
    }

    private static List<String> sections() {
        return Settings.ALL.stream().map(Setting::section).distinct().toList();
    }

    private static void example(StringBuilder page) {
        List<String> open = List.of();
        for (Setting<?> setting : Settings.ALL) {
            List<String> parts = List.of(setting.key().split("\\.", -1));
            for (int depth = 0; depth < parts.size(); depth++) {
                boolean last = depth == parts.size() - 1;
                boolean isOpen =
                        depth < open.size() && open.subList(0, depth + 1).equals(parts.subList(0, depth + 1));
                if (last || !isOpen) {
                    page.append("  ".repeat(depth)).append(parts.get(depth)).append(':');
                    page.append(last && !setting.fallback().isEmpty() ? " " + setting.fallback() : "")
                            .append('\n');
                }
            }
            open = parts.subList(0, parts.size() - 1);
        }
    }

    private static void describe(Setting<?> setting, StringBuilder page) {
        page.append("\n### `").append(setting.key()).append("`\n\n");
        page.append(setting.meaning()).append("\n\n");
        page.append("- Value: ").append(setting.format().expected()).append('\n');
        page.append("- Default: ")
                .append(setting.fallback().isEmpty() ? "nothing" : "`" + setting.fallback() + "`")
                .append('\n');
        page.append("- Environment: `").append(setting.environmentName()).append("`\n");
        setting.needs()
                .ifPresent(other -> page.append("- Needs: `").append(other).append("`\n"));
        setting.flag().ifPresent(flag -> page.append("- Flag: `").append(flag).append("`\n"));
    }
}
