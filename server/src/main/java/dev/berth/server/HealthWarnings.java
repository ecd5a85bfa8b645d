package dev.berth.server;

import dev.berth.server.HealthEndpoint.NodeItem;
import dev.berth.server.Readiness.Outcome;
import dev.berth.server.Warning.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What an administrator may want to change now, what matters most first. */
final class HealthWarnings {
    private final List<Warning> always;

    /** @param always those that come from how this node was set up */
    HealthWarnings(List<Warning> always) {
        this.always = List.copyOf(always);
    }

    List<Warning> now(List<Outcome> outcomes, Optional<DataDisk> disk, List<NodeItem> nodes, long damaged) {
        List<Warning> all = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            outcome.failure().ifPresent(failure -> all.add(failing(outcome.name(), failure)));
        }
        disk.flatMap(DataDisk::warning).ifPresent(all::add);
        if (damaged > 0) {
            all.add(damaged(damaged));
        }
        nodes.stream().filter(it -> !it.ok()).forEach(it -> all.add(silent(it)));
        versions(nodes).ifPresent(all::add);
        all.addAll(always);
        all.sort(Comparator.comparing(Warning::weight));
        return all;
    }

    private static Warning failing(String name, String failure) {
        return new Warning(
                name + "_fails",
                Weight.TROUBLE,
                "The " + name + " cannot be used: " + failure,
                name.equals("database")
                        ? "See whether its server runs and can be reached from this node, and whether its disk has room."
                        : "See whether the blobs' disk or bucket can be reached and written, and has room.");
    }

    private static Warning damaged(long blobs) {
        return new Warning(
                "damaged_blobs",
                Weight.TROUBLE,
                (blobs == 1 ? "One blob is" : blobs + " blobs are") + " damaged, and served to nobody.",
                "`berth admin scrub` names the tags that need them; pushing these again heals them. Look at the disk, too.");
    }

    private static Warning silent(NodeItem node) {
        return new Warning(
                "node_silent",
                Weight.WARNING,
                "The node " + node.name() + " has told nothing since " + node.seenAt() + ".",
                "If it was taken away, that is all: it is forgotten after a week. Otherwise look at its log.");
    }

    private static Optional<Warning> versions(List<NodeItem> nodes) {
        List<String> versions = nodes.stream()
                .filter(NodeItem::ok)
                .map(NodeItem::version)
                .distinct()
                .sorted()
                .toList();
        return versions.size() < 2
                ? Optional.empty()
                : Optional.of(new Warning(
                        "versions_differ",
                        Weight.NOTE,
                        "The nodes run different versions: " + String.join(", ", versions) + ".",
                        "Bring all nodes to the newest one; what it adds is seen only there until then."));
    }
}
