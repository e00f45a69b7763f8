package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A delivery stands still before each interaction, another one of the same message comes at once or late, and the first
 * one goes on at once or late, dies there, or its request arrives when it is dead.
 */
final class BruteThaws {

    private final BruteForce brute;
    private final List<Duration> whens;

    BruteThaws(BruteForce brute) {
        this.brute = brute;
        this.whens = List.of(Duration.ZERO, brute.late);
    }

    /**
     * @param before what has happened before the first delivery
     * @param faults whether something also goes wrong in one of the two
     */
    void after(List<Turn> before, boolean faults) {
        WorkerName one = BruteForce.next(before);
        Run plain = brute.run(BruteForce.then(before, BruteForce.turn(one, Duration.ZERO)))
                .orElseThrow();
        for (Step.Passed at : BruteForce.lastTurn(plain, one)) {
            List<Turn> paused =
                    BruteForce.then(before, BruteForce.turn(one, Duration.ZERO, BruteForce.pause(at.point())));
            for (Duration overtaken : whens) {
                overtaken(paused, overtaken, at, faults && overtaken.isZero());
            }
            if (at.interaction().flies()) {
                Turn inFlight = BruteForce.turn(one, Duration.ZERO, new Fault.Pause(true, at.point()));
                WorkerName other = WorkerName.delivery(one.number() + 1);
                brute.run(BruteForce.then(
                        before, inFlight, BruteForce.turn(other, Duration.ZERO), BruteForce.turn(one, Duration.ZERO)));
            }
        }
    }

    private void overtaken(List<Turn> paused, Duration overtaken, Step.Passed at, boolean faults) {
        WorkerName one = paused.get(paused.size() - 1).worker();
        WorkerName other = WorkerName.delivery(one.number() + 1);
        List<Turn> both = BruteForce.then(paused, BruteForce.turn(other, overtaken));
        for (Duration thawed : whens) {
            Optional<Run> run = brute.run(BruteForce.then(both, BruteForce.turn(one, thawed)));
            if (run.isEmpty() || !thawed.isZero() && BruteForce.waits(run.get())) {
                continue; // nobody settles the message while somebody waits
            }
            for (boolean after : new boolean[] {false, true}) {
                brute.run(BruteForce.then(both, BruteForce.turn(one, thawed, new Fault.Crash(after, at.point()))));
            }
            if (faults) {
                for (Fault fault : harmful(BruteForce.lastTurn(run.get(), one))) {
                    brute.run(BruteForce.then(both, BruteForce.turn(one, thawed, fault)));
                }
            }
        }
        if (faults) {
            Optional<Run> run = brute.run(BruteForce.then(both, BruteForce.turn(one, Duration.ZERO)));
            run.ifPresent(there -> harmful(BruteForce.lastTurn(there, other))
                    .forEach(fault -> brute.run(BruteForce.then(
                            paused, BruteForce.turn(other, overtaken, fault), BruteForce.turn(one, Duration.ZERO)))));
        }
    }

    /** A death or a lost message. */
    private static List<Fault> harmful(List<Step.Passed> trace) {
        return BruteForce.faults(trace).stream()
                .filter(fault -> !(fault instanceof Fault.AcknowledgementLost))
                .toList();
    }
}
