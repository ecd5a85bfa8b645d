package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessFilesTest {
    @Test
    void ticks_ofNameWithBlanksAndParentheses_areUserAndSystemTime() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 900 0 3 0 250 17 9 9 20 0 31 0 9921 7 5";
        assertThat(ProcessFiles.ticks(stat)).isEqualTo(267);
    }

    @Test
    void ticks_ofProcessThatIsGone_areNone() {
        assertThat(ProcessFiles.ticks("")).isZero();
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
