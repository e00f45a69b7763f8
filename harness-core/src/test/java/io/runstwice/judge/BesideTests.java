package io.runstwice.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule of noise from both sides: an amount beside noise counts, and noise beside an amount does not. */
class BesideTests {

    private static final int RUNS = 25;
    private static final int MORE = 8;

    private static Judge judge(Beside.Case one) {
        List<Observation> baselines = Draw.baselines().stream().map(one::run).toList();
        return Judge.of(Worlds.state(Beside.TABLE), baselines, Map.of());
    }

    /** As an exploration does before it tells of such a text. */
    private static boolean isRight(Judge judge, Beside.Case one, Observation run) {
        return judge.judge(run, true, Set.of())
                .filter(violation -> !judge.restsOnTokens(violation)
                        || judge.learningFrom(LongStream.range(0, MORE)
                                        .mapToObj(seed -> one.run(Draw.any(900 + seed)))
                                        .toList())
                                .judge(run, true, Set.of())
                                .isPresent())
                .isEmpty();
    }

    @Test
    void noiseBesideAnAmount_whateverItIs_isRight() {
        List<String> wrong = new ArrayList<>();
        for (Beside.Case one : Beside.Case.all()) {
            try {
                Judge judge = judge(one);
                LongStream.range(0, RUNS)
                        .filter(seed -> !isRight(judge, one, one.run(Draw.any(seed))))
                        .forEach(seed -> wrong.add(one + " " + seed));
            } catch (Unfit unfit) {
                wrong.add(one + ": " + unfit.getMessage());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void amountBesideNoise_spoiled_isRed() {
        List<String> survivors = new ArrayList<>();
        int mutants = 0;
        for (Beside.Case one : Beside.Case.all()) {
            Judge judge = judge(one);
            for (String amount : List.of("1700", "3200", "1601", "0", "160", "-1600")) {
                mutants++;
                Draw draw = Draw.any(5);
                if (isRight(judge, one, one.run(draw, amount, one.noise(draw)))) {
                    survivors.add(one + " " + amount);
                }
            }
        }

        assertThat(survivors).isEmpty();
        assertThat(mutants).isGreaterThan(1_000);
    }

    @Test
    void noise_ofAnotherForm_isRed() {
        List<String> survivors = new ArrayList<>();
        int mutants = 0;
        for (Beside.Case one : Beside.Case.all()) {
            Judge judge = judge(one);
            Draw draw = Draw.any(6);
            String noise = one.noise(draw);
            for (String other : others(one, noise, draw).toList()) {
                mutants++;
                if (isRight(judge, one, one.run(draw, "1600", other))) {
                    survivors.add(one + " " + noise + " -> " + other);
                }
            }
        }

        assertThat(survivors).isEmpty();
        assertThat(mutants).isGreaterThan(200);
    }

    private static Stream<String> others(Beside.Case one, String noise, Draw draw) {
        return one.kind().others(noise, draw).filter(other -> !other.equals(noise));
    }

    @Test
    void timeOfAnOtherDelivery_isRightAndOfAnOtherHourIsNot() {
        Beside.Case one = new Beside.Case(Beside.Kind.LEASE, Beside.Holder.DOCUMENT);
        Judge judge = judge(one);
        Observation run = one.run(Draw.any(3));
        Observation.Act act = run.acts().get(0);
        Duration hour = Duration.ofHours(1);

        assertThat(isRight(
                        judge,
                        one,
                        new Observation(
                                run.state(),
                                List.of(
                                        new Observation.Act(
                                                act.begin().minus(hour),
                                                act.end().minus(hour),
                                                act.clocks()),
                                        act),
                                Duration.ZERO)))
                .isTrue();
        assertThat(isRight(
                        judge,
                        one,
                        new Observation(
                                run.state(),
                                List.of(new Observation.Act(
                                        act.begin().minus(hour), act.end().minus(hour), act.clocks())),
                                Duration.ZERO)))
                .isFalse();
    }

    @Test
    void wholeSecondsThatAllBaselinesShare_moveOnWithTheMachinesClock() {
        for (String form : List.of("{\"at\": %d, \"balance\": 1700}", "at %d, balance 1700", "[1700, \"%d\"]")) {
            List<Observation> baselines = LongStream.range(0, 4)
                    .mapToObj(i -> second(form, 600 + 50 * i, 0))
                    .toList();
            Judge judge = Judge.of(Worlds.state(Beside.TABLE), baselines, Map.of());

            assertThat(judge.judge(second(form, 1_001, 1), true, Set.of())).isEmpty();
            assertThat(judge.judge(second(form, 1_001, 0), true, Set.of())).isEmpty();
            assertThat(judge.judge(second(form, 9_001, 9), true, Set.of())).isEmpty();
            assertThat(judge.judge(second(form, 9_001, 3), true, Set.of())).isPresent();
            assertThat(judge.judge(second(form, 9_001, 60), true, Set.of())).isPresent();
        }
    }

    private static Observation second(String form, long begin, long later) {
        Instant at = Worlds.NOON.plusMillis(begin);
        String text = String.format(form, Worlds.NOON.getEpochSecond() + later);
        return Worlds.at(at, Worlds.state(Worlds.plus(Beside.TABLE, Worlds.row("1", "open", text))));
    }

    @Test
    void timePassedWithinATransaction_itsNowStandsAsLongAgo() {
        Beside.Case one = new Beside.Case(Beside.Kind.LEASE, Beside.Holder.DOCUMENT);
        Judge judge = judge(one);
        Observation run = one.run(Draw.any(3));
        Observation.Act act = run.acts().get(0);
        Duration hour = Duration.ofMinutes(59);
        Instant clock = act.clocks().get(0);

        assertThat(isRight(judge, one, later(run, act, hour, List.of(clock, clock.plus(hour)))))
                .isTrue();
        assertThat(isRight(judge, one, later(run, act, hour, List.of(clock)))).isFalse();
        assertThat(isRight(judge, one, later(run, act, hour.plusMinutes(1), List.of(clock, clock.plus(hour)))))
                .isFalse();
    }

    private static Observation later(Observation run, Observation.Act act, Duration time, List<Instant> clocks) {
        return new Observation(
                run.state(),
                List.of(new Observation.Act(act.begin().plus(time), act.end().plus(time), clocks)),
                Duration.ZERO);
    }
}
