package io.runstwice.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes where a schedule says so much later is never what a job would add. */
class DelayTests {

    private static final Duration TWICE_THE_TOLERANCE = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(
            strings = {"PT20S", "PT25S", "PT40S", "PT1M", "PT5M", "PT20M", "PT30M", "PT1H", "PT61M", "PT25H", "P30D"})
    void delay_endsALittleBefore_andALittleAfterARefusal(String text) {
        Duration said = Duration.parse(text);

        Duration before = said.minus(Delay.late(said));
        Duration after = Delay.afterRefusal(said).minus(said);

        assertThat(before)
                .isEqualTo(after)
                .isLessThanOrEqualTo(said.dividedBy(6))
                .isBetween(
                        said.toSeconds() < 24 ? Duration.ofSeconds(2) : TWICE_THE_TOLERANCE.plusMillis(1),
                        Duration.ofSeconds(47));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT2S", "PT0.1S"})
    void shortDelay_staysOne(String text) {
        assertThat(Delay.late(Duration.parse(text))).isPositive();
    }
}
