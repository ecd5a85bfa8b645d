package dev.berth.e2e.harness;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What axe says of a page: the rules that it breaks, of those that keep somebody from using it. */
public final class Accessibility {
    private static final Set<String> BARRIERS = Set.of("serious", "critical");

    /** Of what is right only the first places are wanted: there are thousands. */
    private static final AxeRunOptions VIOLATIONS = new AxeRunOptions();

    static {
        VIOLATIONS.setResultTypes(List.of("violations"));
    }

    private Accessibility() {}

    /** One line for each rule that the page breaks seriously, with the places where it does. */
    public static List<String> barriers(Page page) {
        // Without frames there is nothing that the newer way, which opens another page, would find more.
        return new AxeBuilder(page)
                .setLegacyMode(true).options(VIOLATIONS).analyze().getViolations().stream()
                        .filter(rule -> BARRIERS.contains(rule.getImpact()))
                        .map(Accessibility::line)
                        .toList();
    }

    private static String line(Rule rule) {
        return rule.getNodes().stream()
                .map(CheckedNode::getHtml)
                .collect(Collectors.joining(" | ", rule.getId() + ", " + rule.getHelp() + ": ", ""));
    }
}
