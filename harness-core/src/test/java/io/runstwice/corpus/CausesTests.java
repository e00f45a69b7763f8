package io.runstwice.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.agreement.Slice;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Misuse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The counterexamples of the corpus: the cause of each was read beside its story, and nothing of its schedule can be
 * left out.
 */
class CausesTests {

    private static final Map<String, Case> CASES =
            Corpus.all().stream().collect(Collectors.toMap(Case::toString, Function.identity()));

    @Test
    void pinnedCauses_areManyAndEachOfAJob() {
        List<Pinned> all = Pinned.all();

        assertThat(all).hasSizeGreaterThan(200);
        assertThat(all).extracting(Pinned::job).doesNotHaveDuplicates().isSubsetOf(CASES.keySet());
        assertThat(all).extracting(Pinned::cause).noneMatch(cause -> cause.contains("none known"));
    }

    @Test
    @Tag("exhaustive")
    void pinnedSchedules_stillHaveTheirCauses() throws SQLException {
        List<Pinned> pinned = Pinned.all();
        List<Pinned> now = new ArrayList<>();
        for (Pinned one : pinned) {
            Schedule schedule = Schedule.parse(one.schedule());
            now.add(Pinned.of(CASES.get(one.job()), explored(CASES.get(one.job()), job -> job.replay(schedule))));
        }

        assertThat(now).isEqualTo(pinned);
    }

    @Test
    @Tag("proof")
    void smallestCounterexamples_areThePinnedOnes_andNothingCanBeLeftOut() throws SQLException {
        List<Pinned> pinned = Pinned.all();
        List<Pinned> asked = IntStream.range(0, pinned.size())
                .filter(Slice.asked()::has)
                .mapToObj(pinned::get)
                .toList();
        List<Pinned> now = new ArrayList<>();
        List<String> shorter = new ArrayList<>();
        for (Pinned one : asked) {
            Case job = CASES.get(one.job());
            now.add(Pinned.of(job, explored(job, UnaryOperator.identity())));
            shorter.addAll(shorter(job, one));
        }

        assertThat(shorter).isEmpty();
        assertThat(now).isEqualTo(asked);
    }

    /** Without each turn, and without each fault: what still shows the same in less. */
    private static List<String> shorter(Case job, Pinned pinned) throws SQLException {
        Schedule whole = Schedule.parse(pinned.schedule());
        List<String> shorter = new ArrayList<>();
        for (List<Turn> turns : oneLess(whole)) {
            Optional<Schedule> schedule = counted(turns);
            if (schedule.isPresent() && showsTheSame(job, schedule.get(), pinned.kind())) {
                shorter.add(job + ": " + schedule.get() + " instead of " + whole);
            }
        }
        return shorter;
    }

    private static List<List<Turn>> oneLess(Schedule whole) {
        List<List<Turn>> all = new ArrayList<>();
        for (int i = 0; i < whole.turns().size(); i++) {
            List<Turn> without = new ArrayList<>(whole.turns());
            Turn gone = without.remove(i);
            all.add(without);
            for (Fault fault : gone.faults()) {
                List<Fault> left = new ArrayList<>(gone.faults());
                left.remove(fault);
                List<Turn> faultless = new ArrayList<>(whole.turns());
                faultless.set(i, gone.with(left));
                all.add(faultless);
            }
        }
        return all;
    }

    /** A first delivery that comes late is no redelivery. */
    private static Optional<Schedule> counted(List<Turn> turns) {
        if (turns.isEmpty() || !turns.get(0).later().isZero()) {
            return Optional.empty();
        }
        Map<WorkerName, WorkerName> names = new HashMap<>();
        try {
            return Optional.of(new Schedule(turns.stream()
                    .map(turn -> new Turn(
                            names.computeIfAbsent(turn.worker(), any -> WorkerName.delivery(names.size() + 1)),
                            turn.source(),
                            turn.later(),
                            turn.faults()))
                    .toList()));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /**
     * Whether it is a schedule of this job that fails like the whole one, and not the whole one once more: what is
     * missing of it comes by itself.
     */
    private static boolean showsTheSame(Case job, Schedule schedule, String kind) throws SQLException {
        try {
            Verdict verdict = explored(job, runs -> runs.replay(schedule));
            return verdict.isUnsafe()
                    && verdict.counterexamples()
                            .get(0)
                            .violation()
                            .kind()
                            .toString()
                            .equals(kind)
                    && verdict.counterexamples().get(0).schedule().turns().size()
                            <= schedule.turns().size();
        } catch (Misuse doesNotFit) {
            return false;
        }
    }

    private static Verdict explored(Case job, UnaryOperator<RunsTwice> what) throws SQLException {
        return Trial.explored(job, what);
    }
}
