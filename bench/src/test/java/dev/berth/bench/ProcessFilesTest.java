package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessFilesTest {
    @Test
    void ticks_ofNameWithBlanksAndParentheses_areUserAndSystemTimeWithThatOfEndedChildren() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 900 0 3 0 250 17 9 8 20 0 31 0 9921 7 5";
        assertThat(ProcessFiles.ticks(stat)).isEqualTo(284);
    }

    @Test
    void ticks_ofProcessThatIsGone_areNone() {
        assertThat(ProcessFiles.ticks("")).isZero();
    }

    @Test
    void idleTicks_areThoseOfTheFirstCores() {
        String stat =
                "cpu 9 0 9 900 90 0\ncpu0 5 0 5 100 3 0\ncpu1 1 0 1 200 4 0\ncpu2 1 0 1 300 5 0\nintr 7 7 7 7 7 7\n";
        assertThat(ProcessFiles.idleTicks(stat, 2)).isEqualTo(307);
    }

    @Test
    void kibibytes_readsTheField() {
        String status = "Name:\tjava\nVmHWM:\t  201456 kB\nVmRSS:\t  181004 kB\n";
        assertThat(ProcessFiles.kibibytes(status, "VmRSS")).isEqualTo(181_004);
    }

    @Test
    void cpuSeconds_ofThisProcess_havePassed() {
        assertThat(ProcessFiles.cpuSeconds(ProcessHandle.current().pid())).isPositive();
    }
}
