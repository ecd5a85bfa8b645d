package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTest {
    private static final double ALL = 2.0 * Usage.CORES;

    @Test
    void sentences_ofBusyCores_nameTheProcessor() {
        Limit limit = new Limit("2 nodes", List.of(new Usage(2, 1, 0.5, 0.25, 0.125, 0.02)));
        assertThat(limit.sentences("the disk", 0.02))
                .startsWith("With 2 nodes, of " + Usage.CORES + " cores the nodes had 0.50, PostgreSQL 0.25,")
                .contains("and nobody 0.01. The processor was the limit. ")
                .endsWith("full at 50,000 requests/s, however many nodes there are.");
    }

    @Test
    void sentences_ofIdleCores_nameWhatRequestsWaitFor() {
        Limit limit = new Limit("1 node", List.of(new Usage(2, 0, 0, 0, 0, ALL / 2)));
        assertThat(limit.sentences("the disk", 0.02)).contains("requests also waited for the disk.");
    }

    @Test
    void others_areWhatNobodyOfTheRunTook() {
        assertThat(new Usage(2, 1, 0, 0, 0, ALL - 1.5).others()).isEqualTo(0.5);
    }
}
