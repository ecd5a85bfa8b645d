package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.bench.HubPlan.Repository;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HubPlanTest {
    private static final HubPlan PLAN = new HubPlan(5_000, 50_000);
    private static final List<Repository> ALL =
            IntStream.range(0, PLAN.repositories()).mapToObj(PLAN::repository).toList();

    @Test
    void repositories_haveNamesOfTheirOwn_andAsManyTagsAsWanted() {
        assertThat(ALL).extracting(Repository::name).doesNotHaveDuplicates();
        assertThat(ALL.stream().mapToInt(Repository::tags).sum()).isBetween(50_000, 56_000);
        assertThat(ALL.stream().filter(it -> it.tags() >= 500)).hasSize(HubPlan.HUGE);
        assertThat(ALL).allMatch(it -> it.description().length() <= 100);
    }

    @Test
    void repository_isTheSameEachTime() {
        assertThat(PLAN.repository(7)).isEqualTo(ALL.get(7));
        assertThat(ALL.get(1).namespace()).isEqualTo("library");
        assertThat(ALL).extracting(Repository::namespace).contains(Berth.USER, HubPlan.LARGE, HubPlan.SMALL);
    }

    @Test
    void tags_haveNamesOfTheirOwn_andShareImages() {
        Repository first = ALL.getFirst();
        assertThat(IntStream.range(0, first.tags()).mapToObj(HubPlan::tag)).doesNotHaveDuplicates();
        long images = IntStream.range(0, first.tags())
                .map(tag -> HubPlan.image(first, tag))
                .distinct()
                .count();
        assertThat(images).isBetween(first.tags() * 7L / 10, first.tags() * 9L / 10);
    }
}
