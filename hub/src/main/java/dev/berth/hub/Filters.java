package dev.berth.hub;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a search is narrowed to.
 *
 * @param official whether only official images are wanted
 */
public record Filters(
        Optional<Category> category, Optional<String> os, Optional<String> architecture, boolean official) {

    /** The words that a listing holds which passes. */
    public Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        category.map(ListingWords::ofCategory).ifPresent(words::add);
        os.map(ListingWords::ofOs).ifPresent(words::add);
        architecture.map(ListingWords::ofArchitecture).ifPresent(words::add);
        if (official) {
            words.add(ListingWords.OFFICIAL);
        }
        return words;
    }
}
