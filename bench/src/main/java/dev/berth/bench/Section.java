package dev.berth.bench;

import java.util.List;

/**
 * Figures of one thing, with the same contenders, and what there is to say about them.
 *
 * @param remarks sentences, a paragraph each
 */
record Section(String title, List<Figure> figures, List<String> remarks) {

    Section {
        figures = List.copyOf(figures);
        remarks = List.copyOf(remarks);
    }

    /** The contenders in the order in which they first come. */
    List<String> contenders() {
        return figures.stream()
                .flatMap(figure -> figure.rounds().keySet().stream())
                .distinct()
                .toList();
    }
}
