package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries one after the other, each with a fault: a death, a lost acknowledgement, a lost message alone, before a
 * death, unheard, or with all that follow it to the same resource. Each comes at once, and one of them late.
 */
final class BruteOutages {

    private final BruteForce brute;

    BruteOutages(BruteForce brute) {
        this.brute = brute;
    }

    /**
     * @param before what has happened
     * @param faulty how many deliveries more have a fault
     * @param left how many faults there are in all; that time passes counts as one
     */
    void after(List<Turn> before, int faulty, int left) {
        delivered(before, faulty, left, Duration.ZERO);
        boolean late = before.stream().anyMatch(turn -> !turn.later().isZero());
        if (!late && !before.isEmpty()) {
            delivered(before, faulty, left - 1, brute.late);
        }
    }

    private void delivered(List<Turn> before, int faulty, int left, Duration later) {
        WorkerName next = BruteForce.next(before);
        Optional<Run> plain = brute.run(BruteForce.then(before, BruteForce.turn(next, later)));
        if (plain.isEmpty() || faulty == 0 || left <= 0) {
            return;
        }
        List<Step.Passed> trace = BruteForce.lastTurn(plain.get(), next);
        for (Fault fault : BruteForce.faults(trace)) {
            hit(before, faulty, left, BruteForce.turn(next, later, fault));
        }
        for (Fault.Lost lost : BruteForce.losses(trace)) {
            Optional<Run> run = brute.run(BruteForce.then(before, BruteForce.turn(next, later, lost)));
            List<Step.Passed> rest = run.map(one -> BruteForce.lastTurn(one, next)).orElse(List.of()).stream()
                    .dropWhile(step -> !step.point().equals(lost.point()))
                    .skip(1)
                    .toList();
            for (Fault second : left < 2 ? List.<Fault>of() : secondFaults(rest)) {
                hit(before, faulty, left, BruteForce.turn(next, later, lost, second));
            }
            boolean replies = lost.loss() == Loss.REPLY;
            hit(
                    before,
                    faulty,
                    left,
                    BruteForce.turn(
                            next,
                            later,
                            new Fault.Partition(List.of(lost.point().resource()), replies, lost.point())));
        }
    }

    private static List<Fault> secondFaults(List<Step.Passed> rest) {
        List<Fault> faults = new ArrayList<>(List.of(new Fault.AcknowledgementLost()));
        rest.forEach(step -> faults.add(new Fault.Crash(false, step.point())));
        rest.forEach(step -> faults.add(new Fault.Crash(true, step.point())));
        return faults;
    }

    private void hit(List<Turn> before, int faulty, int left, Turn turn) {
        List<Turn> turns = BruteForce.then(before, turn);
        if (brute.run(turns).filter(run -> !BruteForce.settles(run, turns)).isPresent()) {
            after(turns, faulty - 1, left - turn.faults().size());
        }
    }
}
