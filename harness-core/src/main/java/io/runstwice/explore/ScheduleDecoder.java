package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a schedule of a sequence of choices: each number chooses the next turn among those that are possible where it
 * is read, counted round and round. The first number chooses the worker, the next one its fault; 0 means the worker
 * that would come anyway, and no fault.
 *
 * <p>The possible turns are not guessed from the baseline but seen: the turns that are chosen so far are run, and the
 * next choice is among those that this run shows. So every sequence is a valid schedule. It costs up to two runs a
 * choice.
 *
 * <p>The idea of shrinking choices instead of values is that of Hypothesis (MacIver and Donaldson, ECOOP 2020).
 */
final class ScheduleDecoder {

    private final ExplorationContext context;
    private final Set<String> linked;
    private final Function<List<Turn>, Run> runs;
    private final List<Turn> turns = new ArrayList<>();
    private Run run;
    private int places;
    private int events;

    /**
     * @param linked the names of the resources that a worker can be cut off from
     */
    ScheduleDecoder(ExplorationContext context, Set<String> linked) {
        this(context, linked, context::follow);
    }

    /**
     * @param runs what turns lead to, if nothing more is chosen
     */
    ScheduleDecoder(ExplorationContext context, Set<String> linked, Function<List<Turn>, Run> runs) {
        this.context = context;
        this.linked = linked;
        this.runs = runs;
        this.run = runs.apply(turns);
    }

    /** The schedule that these numbers choose. */
    Schedule bind(List<Integer> choices) {
        boolean goesOn = true;
        for (int i = 0; goesOn && i < choices.size(); i++) {
            goesOn = choose(choices.get(i));
        }
        if (goesOn && hasJustPaused()) {
            int placesThere = places;
            int eventsThere = events;
            choose(0); // no number was read for it
            places = placesThere;
            events = eventsThere;
        }
        return run.schedule();
    }

    /**
     * Whether a worker waits before a turn of the schedule. Turns are counted without those of actors that come first.
     */
    boolean isAwaited(int turn) {
        Path.Between there = new Path(context.root(), run).beforeTurn(turn);
        return !there.able().containsAll(there.living());
    }

    /** How many workers could act where the last number was read. */
    int places() {
        return places;
    }

    /** How many things could happen to the worker that was chosen. */
    int events() {
        return events;
    }

    /** Whether anything is left to be chosen. */
    private boolean choose(int choice) {
        places = 0;
        events = 0;
        NextTurns nextTurns = new NextTurns(context.bounds(), turns, between(), isSettled(), unsettled());
        List<Turn> possible = nextTurns.all();
        while (!possible.isEmpty()) {
            places = possible.size() + (nextTurns.canEnd() ? 1 : 0);
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
        return at < done.size() && done.get(at).equals(turn) ? run : runs.apply(then(turn));
    }

    /** Whether there was a worker to take the turn, and a message to be handed out. */
    private boolean begins(Run there, Turn turn) {
        List<Turn> done = there.schedule().turns();
        int at = offset() + turns.size();
        return at < done.size()
                && done.get(at).worker().equals(turn.worker())
                && done.get(at).source() == turn.source()
                && done.get(at).message() == turn.message();
    }

    private void take(Turn plain, Run there, int what) {
        List<Fault> possible = events(plain, there);
        events = possible.size();
        int event = what % (events + 1);
        Turn chosen = event == 0 ? plain : plain.with(List.of(possible.get(event - 1)));
        Run eventful = event == 0 ? there : runs.apply(then(chosen));
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
        if (preemptions() < context.bounds().preemptions()) {
            all.addAll(events.pauses());
        }
        return all;
    }

    /** The interactions of a worker from the coming turn on. */
    private List<Step.Passed> from(Run there, WorkerName worker) {
        List<Step.Passed> trace = there.interactions(worker.number());
        return new Path(context.root(), there)
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
        return new Path(context.root(), run).beforeTurn(turns.size());
    }

    private boolean isSettled() {
        return run.schedule().turns().size() == offset() + turns.size();
    }

    /** The messages that would be delivered from here on, each once, in their order; 0 for the only one. */
    private List<Integer> unsettled() {
        int begun = turns.stream().mapToInt(Turn::delivery).max().orElse(0);
        return run.schedule().turns().stream()
                .skip(offset() + (long) turns.size())
                .filter(turn -> turn.delivery() > begun)
                .map(Turn::message)
                .distinct()
                .toList();
    }

    private boolean hasJustPaused() {
        return !turns.isEmpty() && turns.get(turns.size() - 1).pauses();
    }

    private long preemptions() {
        return turns.stream().filter(Turn::pauses).count();
    }

    /** The turns of actors come first. */
    private int offset() {
        return context.root().turns().size();
    }
}
