package io.runstwice.explore;

import io.runstwice.judge.Judge;
import io.runstwice.run.ActTimes;
import io.runstwice.run.Run;
import io.runstwice.run.Runner;
import io.runstwice.schedule.Turn;
import io.runstwice.world.Clocks;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The lessons of the baselines on time: the clock with which each column is written, and the times that go with none.
 *
 * <p>Where a time may be now, cut to a whole second or minute, two more baselines ask: one in which statements see
 * another now, and one in another second. A column that is unclear even then is read as the exploration is told to: it
 * is explored both ways.
 */
final class ClockLessons {

    /** The reading of times that may be now and may be fixed. */
    enum Reading {
        AS_NOW,
        AS_FIXED
    }

    /** As far as the controlled clock is shifted in a baseline: another day, hour, minute and second. */
    private static final Duration ANOTHER_NOW = Perturbation.ALL.get(0).clockShift();

    /** Another year, month and weekday, too. */
    private static final Duration ANOTHER_YEAR = Duration.ofDays(397).plus(ANOTHER_NOW.minusDays(1));

    private final Runner runner;
    private final World world;
    private final State given;
    private final Duration bound;
    private final Reading reading;
    private final Map<String, Clocks> known = new HashMap<>();
    private final Set<String> unclear = new TreeSet<>();
    private final Map<List<Turn>, Run> later = new HashMap<>();
    private TruncatedTimes words = TruncatedTimes.NONE;

    ClockLessons(Runner runner, World world, State given, Reading reading) {
        this.runner = runner;
        this.world = world;
        this.given = given;
        this.bound = runner.bound();
        this.reading = reading;
    }

    /** The columns of which it is not clear with which clock they go. */
    Set<String> unclear() {
        return unclear;
    }

    /** The controlled clock was shifted for the first time: the times that moved with it are known from here on. */
    void learn(Run first, Run perturbed) {
        LikeTimes alike = new LikeTimes(given, List.of(first, perturbed), bound);
        Map<String, Clocks> learnt = LearntClocks.of(given, first, perturbed, alike, runner.clockWasAsked());
        learnt.replaceAll((resource, clocks) -> with(resource, clocks, Map.of(), Map.of()));
        world.writtenWith(learnt);
    }

    /**
     * All baselines of these turns have been made.
     *
     * @param likeTheFirst whether one more took the path of the others
     */
    void learn(List<Run> baselines, List<Turn> turns, Predicate<Run> likeTheFirst) {
        List<Run> runs = new ArrayList<>(baselines);
        LikeTimes alike = new LikeTimes(given, runs, bound);
        TruncatedTimes told = TruncatedTimes.NONE;
        if (!alike.unclear().isEmpty() || world.saysNowInWords()) {
            Run other = seeingAnotherNow(turns, likeTheFirst);
            alike = with(other, runs, alike, likeTheFirst);
            told = likeTheFirst.test(other)
                    ? TruncatedTimes.of(given, baselines.subList(0, 2), other)
                    : TruncatedTimes.NONE;
        }
        if (alike.mayBeSeconds() || !told.isEmpty()) {
            Run second = inAnotherSecond(baselines, turns);
            alike = with(second, runs, alike, likeTheFirst);
            told = told.heldBy(second, given);
        }
        words = words.and(told);
        tell(LearntClocks.of(given, baselines.get(0), baselines.get(2), alike, runner.clockWasAsked()));
    }

    /**
     * A judge that knows whether the times of whole seconds, which baselines wrote alike, go with now: an amount that
     * looks like a time does not.
     *
     * @param mustBeLikeTheFirst takes one more baseline
     */
    Judge knowingSeconds(Judge judge, List<Run> baselines, List<Turn> turns, Consumer<Run> mustBeLikeTheFirst) {
        if (!judge.mayMoveWithSeconds()) {
            return judge;
        }
        Run later = inAnotherSecond(baselines, turns);
        mustBeLikeTheFirst.accept(later);
        return judge.learningFrom(List.of(words.observationOf(later)));
    }

    private Run inAnotherSecond(List<Run> baselines, List<Turn> turns) {
        Instant ended = baselines.stream()
                .map(ClockLessons::end)
                .min(Instant::compareTo)
                .orElseThrow();
        return later.computeIfAbsent(turns, some -> runner.inAnotherSecond(ended, some));
    }

    private static Instant end(Run run) {
        return run.times().acts().stream()
                .map(ActTimes::end)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** Everything that is cut from now shows another year from now, if the job goes the same way then. */
    private Run seeingAnotherNow(List<Turn> turns, Predicate<Run> likeTheFirst) {
        Run far = runner.seeingNowLater(ANOTHER_YEAR, turns);
        return likeTheFirst.test(far) ? far : runner.seeingNowLater(ANOTHER_NOW, turns);
    }

    /**
     * Baselines differ by what the job made of the controlled clock: learns those words from one in which nothing else
     * is different.
     */
    TruncatedTimes wordsOfTheClock(List<Run> baselines, List<Turn> turns, Predicate<Run> likeTheFirst) {
        if (runner.clockWasAsked()) {
            Run other = runner.perturbed(ANOTHER_NOW, 0, turns);
            if (likeTheFirst.test(other)) {
                words = words.and(TruncatedTimes.of(given, baselines.subList(0, 2), other));
            }
        }
        return words;
    }

    /** The texts and numbers that hold now. */
    TruncatedTimes words() {
        return words;
    }

    private LikeTimes with(Run more, List<Run> runs, LikeTimes before, Predicate<Run> likeTheFirst) {
        if (!likeTheFirst.test(more)) {
            return before;
        }
        runs.add(more);
        return new LikeTimes(given, runs, bound);
    }

    private void tell(Map<String, Clocks> learnt) {
        learnt.forEach((resource, clocks) -> {
            clocks.unclear().keySet().forEach(column -> unclear.add(resource + " " + column));
            Clocks before = known.getOrDefault(resource, Clocks.UNKNOWN);
            known.put(
                    resource,
                    with(
                            resource,
                            clocks,
                            union(before.fixed(), clocks.fixed()),
                            union(before.unclear(), clocks.unclear())));
        });
        world.writtenWith(known);
    }

    private Clocks with(
            String resource, Clocks clocks, Map<String, Set<Object>> fixed, Map<String, Set<Object>> unclear) {
        return new Clocks(
                clocks.controlled(),
                clocks.machine(),
                clocks.whole(),
                fixed,
                unclear,
                new HashSet<>(words.columns(resource)),
                reading == Reading.AS_FIXED,
                clocks.asked());
    }

    /** Another order of messages may have written other times that go with no clock. */
    private static Map<String, Set<Object>> union(Map<String, Set<Object>> one, Map<String, Set<Object>> other) {
        Map<String, Set<Object>> union = new HashMap<>();
        one.forEach((column, values) ->
                union.computeIfAbsent(column, any -> new HashSet<>()).addAll(values));
        other.forEach((column, values) ->
                union.computeIfAbsent(column, any -> new HashSet<>()).addAll(values));
        return union;
    }
}
