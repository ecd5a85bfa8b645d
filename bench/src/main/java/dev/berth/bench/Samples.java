package dev.berth.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the rounds of a measurement gave.
 *
 * @param rounds by the contender's title
 */
record Samples<T>(Map<String, List<T>> rounds) {

    /** A value of each sample. */
    Figure figure(String title, String unit, ToDoubleFunction<T> value) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        rounds.forEach((contender, samples) ->
                values.put(contender, samples.stream().map(value::applyAsDouble).toList()));
        return Figure.of(title, unit, values);
    }
}
