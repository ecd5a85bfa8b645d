package dev.berth.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of this room say of refusals. */
final class Failures {
    private Failures() {}

    static void assertRefused(WireError error, ThrowingCallable parsing) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(parsing)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(error))
                .satisfies(Failures::assertFitToShow);
    }

    /** Whatever a stranger wrote, the message about it is short, on one line, and free of quotes that end a JSON string. */
    static void assertFitToShow(RegistryFailure failure) {
        assertThat(failure.explanation()).isNotBlank().hasSizeLessThan(500).doesNotContainPattern("[\\p{Cntrl}\"]");
        assertThat(failure.getStackTrace()).isEmpty();
    }

    /** What the text spells, empty where it is refused with this error; every other failure is a defect. */
    static <T> Optional<T> parsed(WireError error, Supplier<T> parsing) {
        try {
            return Optional.of(parsing.get());
        } catch (RegistryFailure e) {
            assertThat(e.error()).isEqualTo(error);
            assertFitToShow(e);
            return Optional.empty();
        }
    }
}
