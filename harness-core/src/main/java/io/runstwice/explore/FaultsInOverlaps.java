package io.runstwice.explore;

import io.runstwice.run.Checkpoint;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Point;
import io.runstwice.schedule.Source;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fault inside an overlap. One delivery stands still, the other one runs, and one of them dies or loses a message;
 * the riskiest pairs first: those between two related writes of one delivery.
 */
final class FaultsInOverlaps implements Agenda {

    private final ExplorationContext context;
    private final Checkpoint from;
    private final Run alone;
    private final KnownFootprints footprints;
    private final List<Overlap> left;
    private int schedules;
    private boolean whole = true;

    FaultsInOverlaps(ExplorationContext context, Checkpoint from, Run alone, KnownFootprints footprints) {
        this.context = context;
        this.from = from;
        this.alone = alone;
        this.footprints = footprints;
        this.left = overlaps();
    }

    /** A place where one delivery stands still, with the order of the two. */
    private record Overlap(Step.Passed at, Source source, int risk) {}

    @Override
    public Family family() {
        return Family.FAULTS_IN_OVERLAPS;
    }

    /** Places that touch nothing which another worker touches are left out, as long as no run shows otherwise. */
    @Override
    public boolean isEmpty() {
        return left.stream().noneMatch(this::isPoint);
    }

    @Override
    public void next() {
        Overlap next = left.stream().filter(this::isPoint).findFirst().orElseThrow();
        left.remove(next);
        explore(next);
    }

    @Override
    public int schedules() {
        return schedules;
    }

    private boolean isPoint(Overlap overlap) {
        return footprints.isPoint(Move.of(overlap.at(), true));
    }

    @Override
    public void finish() {
        whole &= isEmpty();
        context.tally().overlaps().noPoint((int)
                left.stream().filter(overlap -> !isPoint(overlap)).count());
        context.tally().reached(family(), Extent.of(schedules, 2, whole));
        if (!whole) {
            context.leftOut("not every fault inside an overlap fitted the bound");
        }
    }

    private List<Overlap> overlaps() {
        List<Overlap> overlaps = new ArrayList<>();
        List<Step.Passed> trace = alone.interactions(from.next());
        for (int i = 0; i < trace.size(); i++) {
            Step.Passed at = trace.get(i);
            if (context.bounds().copies() > 1) {
                overlaps.add(new Overlap(at, Source.COPY, risk(trace, i)));
            }
            if (context.bounds().visibilityLapses()) {
                overlaps.add(new Overlap(at, Source.MESSAGE, risk(trace, i)));
            }
        }
        overlaps.sort(Comparator.comparingInt(Overlap::risk).reversed());
        return overlaps;
    }

    /** Between two related writes, beside a write, elsewhere. */
    private static int risk(List<Step.Passed> trace, int place) {
        Move at = Move.of(trace.get(place), true);
        boolean writes = !trace.get(place).interaction().reads();
        boolean related = trace.subList(0, place).stream()
                .filter(earlier -> !earlier.interaction().reads())
                .anyMatch(earlier -> Move.of(earlier, true).conflictsWith(at));
        return (writes ? 1 : 0) + (writes && related ? 1 : 0);
    }

    private void explore(Overlap overlap) {
        WorkerName one = WorkerName.delivery(from.next());
        WorkerName other = WorkerName.delivery(from.next() + 1);
        Turn pause = Turn.of(one, new Fault.Pause(false, overlap.at().point()));
        Turn begin = new Turn(other, overlap.source(), Duration.ZERO, List.of());
        Run plain = run(List.of(pause, begin, Turn.of(one)));
        if (plain == null) {
            return;
        }
        List<Step.Passed> others = plain.interactions(other.number());
        for (Fault fault : faults(others)) {
            run(List.of(pause, new Turn(other, overlap.source(), Duration.ZERO, List.of(fault)), Turn.of(one)));
        }
        thawed(pause, begin, plain, Duration.ZERO);
        if (overlap.source() == Source.MESSAGE && plain.steps().stream().noneMatch(Step.Waits.class::isInstance)) {
            thawLate(pause, begin);
        }
    }

    /**
     * A message that was settled long ago is not delivered again, so work that the first delivery leaves half done
     * stays so.
     */
    private void thawLate(Turn pause, Turn begin) {
        Duration late = context.bounds().lateBeside(Duration.ZERO);
        Run plain = run(List.of(pause, begin, new Turn(pause.worker(), Source.MESSAGE, late, List.of())));
        if (plain != null) {
            thawed(pause, begin, plain, late);
        }
    }

    /** The first one goes on, and dies or loses a message. */
    private void thawed(Turn pause, Turn begin, Run plain, Duration later) {
        List<Step.Passed> own = plain.interactions(pause.delivery());
        Point stood = ((Fault.Pause) pause.faults().get(0)).point();
        int resumed = own.stream().map(Step.Passed::point).toList().indexOf(stood);
        for (Fault fault : faults(own.subList(Math.max(resumed, 0), own.size()))) {
            run(List.of(pause, begin, new Turn(pause.worker(), Source.MESSAGE, later, List.of(fault))));
        }
    }

    /** A silent reply costs the client's whole time-out, and is explored for one delivery at a time. */
    private static List<Fault> faults(List<Step.Passed> trace) {
        List<Fault> faults = new ArrayList<>(CrashPoints.of(trace));
        LostMessages.of(trace).stream()
                .filter(lost -> !lost.loss().isWaitedFor())
                .forEach(faults::add);
        return faults;
    }

    private @Nullable Run run(List<Turn> turns) {
        if (!context.goesOn()) {
            whole = false;
            return null;
        }
        schedules++;
        Run run = context.overlap(from, turns, List.of());
        context.mustHaveFired(run);
        new Path(from, run).places().forEach(place -> footprints.add(place.move()));
        return run;
    }
}
