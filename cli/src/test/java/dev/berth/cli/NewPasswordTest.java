package dev.berth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.server.StartupFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class NewPasswordTest {
    @Test
    void read_withoutATerminal_takesTheFirstLineOfStandardInput() throws StartupFailure {
        InputStream input = System.in;
        System.setIn(new ByteArrayInputStream("correct horse\nbattery\n".getBytes(UTF_8)));
        try {
            assertThat(NewPassword.read()).isEqualTo("correct horse");
        } finally {
            System.setIn(input);
        }
    }

    @Test
    void fromInput_withoutALine_isRefused() {
        for (String nothing : new String[] {"", "\n"}) {
            assertThatExceptionOfType(StartupFailure.class)
                    .isThrownBy(() -> NewPassword.fromInput(new ByteArrayInputStream(nothing.getBytes(UTF_8))))
                    .withMessage("give the new password on standard input");
        }
    }
}
