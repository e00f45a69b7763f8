package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.Bounds;
import io.runstwice.world.Misuse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationDurationTests {

    @ParameterizedTest
    @CsvSource({
        "25 hours, PT25H",
        "25h, PT25H",
        "PT25H, PT25H",
        "1 hour, PT1H",
        "' 90 s ', PT1M30S",
        "2 Minutes, PT2M",
        "3 min, PT3M",
        "180 days, PT4320H",
        "1d, PT24H",
        "500ms, PT0.5S",
        "1 millisecond, PT0.001S",
        "P1DT1H, PT25H"
    })
    void knownForm_isRead(String text, Duration expected) {
        assertThat(AnnotationDuration.parse("redeliveredWithin", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "25",
                "25 parsecs",
                "-1h",
                "0 hours",
                "PT0S",
                "-PT1H",
                "1.5h",
                "99999999999 days",
                "h"
            })
    void anythingElse_isRefusedWithTheForms(String text) {
        assertThatThrownBy(() -> AnnotationDuration.parse("redeliveredWithin", text))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("`redeliveredWithin` of `@RunsTwiceSafely`")
                .hasMessageContaining("\"25 hours\", \"25h\" or \"PT25H\"")
                .hasMessageContaining("is \"" + text + "\"");
    }

    @Test
    void defaultsOfTheAnnotation_areTheStandardBounds() throws NoSuchMethodException {
        TestedMethod method =
                new TestedMethod(DefaultsTestCases.class, DefaultsTestCases.class.getDeclaredMethod("job"));

        assertThat(method.bounds()).isEqualTo(Bounds.standard());
    }

    static class DefaultsTestCases {

        @RunsTwiceSafely
        void job() {}
    }
}
