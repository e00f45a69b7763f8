package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes a schedule of a sequence of choices: each number chooses the next turn among those that are possible where it is read, counted round
 * and round. First it is asked who acts, then what happens to them; 0 is whoever would come anyway, and nothing.
 *
 * <p>What is possible is not guessed from the baseline but seen: what was chosen so far is run, and the next choice is among what that run
 * shows. So every sequence is a valid schedule. It costs up to two runs a choice.
 *
 * <p>The idea of shrinking choices instead of values is that of Hypothesis (MacIver and Donaldson, ECOOP 2020).
 */
final class Binding {

    private final Inquiry inquiry;
    private final Set<String> linked;
    private final List<Turn> turns = new ArrayList<>();
    private Run run;

    /**
     * @param linked the names of the resources that a worker can be cut off from
     */
    Binding(Inquiry inquiry, Set<String> linked) {
        this.inquiry = inquiry;
        this.linked = linked;
        this.run = inquiry.follow(turns);
    }

    /** The schedule that these numbers choose. */
    Schedule bind(List<Integer> choices) {
        boolean goesOn = true;
        for (int i = 0; goesOn && i < choices.size(); i++) {
            goesOn = choose(choices.get(i));
        }
        if (goesOn && hasJustPaused()) {
            choose(0);
        }
        return run.schedule();
    }

    /** Whether anything is left to be chosen. */
    private boolean choose(int choice) {
        Openings openings = new Openings(inquiry.limits(), turns, between(), isSettled());
        List<Turn> possible = openings.all();
        while (!possible.isEmpty()) {
            int places = possible.size() + (openings.canEnd() ? 1 : 0);
            int who = choice % places - (places - possible.size());
            if (who < 0) {
                return false;
            }
            Turn plain = possible.get(who);
            Run there = with(plain);
            if (begins(there, plain)) {
                take(plain, there, choice / places);
                return true;
            }
            possible.remove(plain);
        }
        return false;
    }

    private Run with(Turn turn) {
        List<Turn> done = run.schedule().turns();
        int at = offset() + turns.size();
        return at < done.size() && done.get(at).equals(turn) ? run : inquiry.follow(then(turn));
    }

    /** Whether there was somebody to take the turn, and a message to be handed out. */
    private boolean begins(Run there, Turn turn) {
        List<Turn> done = there.schedule().turns();
        int at = offset() + turns.size();
        return at < done.size()
                && done.get(at).worker().equals(turn.worker())
                && done.get(at).source() == turn.source();
    }

    private void take(Turn plain, Run there, int what) {
        List<Fault> events = events(plain, there);
        int event = what % (events.size() + 1);
        Turn chosen = event == 0
                ? plain
                : new Turn(plain.worker(), plain.source(), plain.later(), List.of(events.get(event - 1)));
        Run eventful = event == 0 ? there : inquiry.follow(then(chosen));
        boolean happened = eventful.unfired().isEmpty();
        turns.add(happened ? chosen : plain);
        run = happened ? eventful : there;
    }

    private List<Fault> events(Turn turn, Run there) {
        List<Step.Passed> trace = from(there, turn.worker());
        boolean resumes = between().living().contains(turn.worker());
        List<WorkerName> others = new ArrayList<>(between().living());
        others.remove(turn.worker());
        Events events = new Events(there, turn.worker(), trace, resumes);
        List<Fault> all = new ArrayList<>(events.faults(linked, others.isEmpty()));
        if (preemptions() < inquiry.limits().preemptions()) {
            all.addAll(events.pauses());
        }
        return all;
    }

    /** What a worker does from the turn on that comes now. */
    private List<Step.Passed> from(Run there, WorkerName worker) {
        List<Step.Passed> trace = there.interactions(worker.number());
        return new Path(inquiry.root(), there)
                .places().stream()
                        .filter(place -> place.turn() >= turns.size()
                                && place.move().worker().equals(worker)
                                && place.move().isAtAPoint())
                        .findFirst()
                        .map(place -> trace.stream()
                                .map(Step.Passed::point)
                                .toList()
                                .indexOf(place.move().point()))
                        .filter(index -> index >= 0)
                        .map(index -> trace.subList(index, trace.size()))
                        .orElse(List.of());
    }

    private List<Turn> then(Turn turn) {
        List<Turn> more = new ArrayList<>(turns);
        more.add(turn);
        return more;
    }

    private Path.Between between() {
        return new Path(inquiry.root(), run).beforeTurn(turns.size());
    }

    private boolean isSettled() {
        return run.schedule().turns().size() == offset() + turns.size();
    }

    private boolean hasJustPaused() {
        return !turns.isEmpty() && turns.get(turns.size() - 1).pauses();
    }

    private long preemptions() {
        return turns.stream().filter(Turn::pauses).count();
    }

    /** The turns of actors come first. */
    private int offset() {
        return inquiry.root().turns().size();
    }

    /** Who can act next. */
    private record Openings(Limits limits, List<Turn> turns, Path.Between between, boolean settled) {

        /** Whether everything may be over. */
        boolean canEnd() {
            return between.living().isEmpty() && settled;
        }

        List<Turn> all() {
            List<Turn> all = new ArrayList<>();
            between.able().stream().filter(worker -> !hasJustPaused(worker)).forEach(able -> all.add(Turn.of(able)));
            if (between.living().isEmpty() && !settled) {
                all.addAll(redeliveries());
                all.addAll(copies());
            } else if (between.living().size() < most()) {
                all.addAll(copies());
                all.addAll(canEnd() ? List.of() : redeliveries());
            }
            if (all.isEmpty()) {
                between.able().forEach(able -> all.add(Turn.of(able)));
            }
            return all;
        }

        private boolean hasJustPaused(WorkerName worker) {
            Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
            return last != null && last.pauses() && last.worker().equals(worker);
        }

        /** How many live at once: a lapsed visibility makes two of one copy. */
        private int most() {
            return limits.preemptions() == 0 ? 1 : Math.max(2, limits.copies());
        }

        private List<Turn> redeliveries() {
            List<Turn> redeliveries = new ArrayList<>(List.of(Turn.of(next())));
            boolean first = turns.isEmpty();
            boolean holds =
                    between.living().stream().anyMatch(worker -> OpenTransaction.isLeftBy(between.done(worker)));
            if (!first && !holds) {
                redeliveries.add(new Turn(next(), limits.redeliveredWithin(), List.of()));
            }
            return redeliveries;
        }

        private List<Turn> copies() {
            long sofar =
                    turns.stream().filter(turn -> turn.source() == Source.COPY).count();
            return turns.isEmpty() || sofar + 1 >= limits.copies() ? List.of() : List.of(Turn.copy(next()));
        }

        private int next() {
            return turns.stream().mapToInt(Turn::delivery).max().orElse(0) + 1;
        }
    }
}
