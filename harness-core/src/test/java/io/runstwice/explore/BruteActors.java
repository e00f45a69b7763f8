package io.runstwice.explore;

import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Actors between deliveries, beside one in every order, beside one that fails or that they die beside, and late beside
 * one that stands still.
 */
final class BruteActors {

    private static final WorkerName JOB = WorkerName.delivery(1);

    private final BruteForce brute;
    private final List<WorkerName> actors;

    BruteActors(BruteForce brute) {
        this.brute = brute;
        this.actors = brute.actors;
    }

    /**
     * Workers do not overlap: any sequence of deliveries with one fault in all and of acts.
     *
     * @param acts how often each actor acts at most
     * @param late whether time passes once, too
     */
    void between(int acts, boolean late) {
        between(List.of(), acts, 1, !late);
    }

    private void between(List<Turn> before, int acts, int faults, boolean late) {
        Optional<Run> run = brute.run(withAll(before));
        if (run.isEmpty()) {
            return;
        }
        boolean everybody = actors.stream().allMatch(actor -> before.stream()
                .anyMatch(turn -> turn.worker().equals(actor)));
        if (everybody && BruteForce.settles(run.get(), before)) {
            return; // the worker acts alone
        }
        WorkerName next = BruteForce.next(before);
        for (Duration later : late || before.isEmpty() ? List.of(Duration.ZERO) : List.of(Duration.ZERO, brute.late)) {
            boolean passed = late || !later.isZero();
            for (WorkerName actor : actors) {
                if (before.stream().filter(turn -> turn.worker().equals(actor)).count() < acts) {
                    between(BruteForce.then(before, BruteForce.turn(actor, later)), acts, faults, passed);
                }
            }
            List<Turn> plain = BruteForce.then(before, BruteForce.turn(next, later));
            Optional<Run> delivered = brute.run(withAll(plain));
            if (delivered.isPresent() && faults > 0) {
                between(plain, acts, 0, passed);
                for (Fault fault : BruteForce.faults(BruteForce.lastTurn(delivered.get(), next))) {
                    between(BruteForce.then(before, BruteForce.turn(next, later, fault)), acts, faults - 1, passed);
                }
            }
        }
    }

    /** Who has not acted does so in the end. */
    private List<Turn> withAll(List<Turn> turns) {
        List<Turn> all = new ArrayList<>(turns);
        actors.stream()
                .filter(actor -> turns.stream().noneMatch(turn -> turn.worker().equals(actor)))
                .forEach(actor -> all.add(Turn.of(actor)));
        return all;
    }

    /**
     * One delivery and every actor once, in every order of their interactions; a worker that waits for another one goes
     * on when it can.
     */
    void beside() {
        List<WorkerName> all = new ArrayList<>(actors);
        all.add(JOB);
        interleave(List.of(), all);
    }

    private void interleave(List<Turn> before, List<WorkerName> left) {
        for (WorkerName worker : left) {
            List<Turn> turns = BruteForce.then(before, Turn.of(worker));
            List<Turn> all = new ArrayList<>(turns);
            left.stream().filter(other -> !other.equals(worker)).map(Turn::of).forEach(all::add);
            Optional<Run> run = brute.run(all);
            if (run.isEmpty()) {
                continue;
            }
            List<Step.Passed> trace = BruteForce.lastTurn(run.get(), worker);
            if (waits(run.get(), worker) || trace.size() <= 1) {
                List<WorkerName> rest = new ArrayList<>(left);
                rest.remove(worker);
                interleave(turns, rest);
            } else {
                interleave(
                        BruteForce.then(
                                before,
                                Turn.of(worker, BruteForce.pause(trace.get(1).point()))),
                        left);
            }
        }
    }

    private static boolean waits(Run run, WorkerName worker) {
        return run.steps().stream()
                .anyMatch(step -> step instanceof Step.Waits && step.worker().equals(worker));
    }

    /** One of the two stands still; the delivery dies or loses a message, or the actor dies and is begun again. */
    void faultsBeside() {
        for (WorkerName actor : actors) {
            List<Turn> others = others(actor);
            actorStands(actor, others);
            brute.run(BruteForce.then(others, Turn.of(JOB), Turn.of(actor)))
                    .ifPresent(plain -> BruteForce.lastTurn(plain, JOB)
                            .forEach(at -> deliveryStands(actor, others, Turn.of(JOB, BruteForce.pause(at.point())))));
        }
    }

    private void actorStands(WorkerName actor, List<Turn> others) {
        Run alone = brute.run(BruteForce.then(others, Turn.of(actor))).orElseThrow();
        for (Step.Passed at : BruteForce.lastTurn(alone, actor)) {
            List<Turn> paused = BruteForce.then(others, Turn.of(actor, BruteForce.pause(at.point())));
            Optional<Run> plain = brute.run(BruteForce.then(paused, Turn.of(JOB), Turn.of(actor)));
            for (Fault fault :
                    plain.map(run -> harmful(BruteForce.lastTurn(run, JOB))).orElse(List.of())) {
                List<Turn> failed = BruteForce.then(paused, Turn.of(JOB, fault));
                brute.run(BruteForce.then(failed, Turn.of(actor)));
                brute.run(BruteForce.then(failed, Turn.of(2), Turn.of(actor)));
            }
        }
    }

    private void deliveryStands(WorkerName actor, List<Turn> others, Turn pause) {
        List<Turn> paused = BruteForce.then(others, pause);
        Optional<Run> plain = brute.run(BruteForce.then(paused, Turn.of(actor), Turn.of(JOB)));
        plain.ifPresent(run -> harmful(BruteForce.lastTurn(run, JOB))
                .forEach(fault -> brute.run(BruteForce.then(paused, Turn.of(actor), Turn.of(JOB, fault)))));
        Run alone = brute.run(BruteForce.then(others, Turn.of(actor))).orElseThrow();
        for (Step.Passed at : BruteForce.lastTurn(alone, actor)) {
            for (boolean after : new boolean[] {false, true}) {
                Turn death = Turn.of(actor, new Fault.Crash(after, at.point()));
                if (brute.bears(BruteForce.then(others, death, Turn.of(actor), Turn.of(JOB)))) {
                    brute.run(BruteForce.then(paused, death, Turn.of(actor), Turn.of(JOB)));
                    brute.run(BruteForce.then(paused, death, Turn.of(JOB), Turn.of(actor)));
                }
            }
        }
    }

    /** A delivery stands still while an actor acts late; the message may come again before it goes on. */
    void late() {
        for (WorkerName actor : actors) {
            List<Turn> others = others(actor);
            Optional<Run> plain = brute.run(BruteForce.then(others, Turn.of(JOB), Turn.of(actor)));
            for (Step.Passed at :
                    plain.map(run -> BruteForce.lastTurn(run, JOB)).orElse(List.of())) {
                List<Turn> acted = BruteForce.then(
                        others, Turn.of(JOB, BruteForce.pause(at.point())), BruteForce.turn(actor, brute.late));
                brute.run(BruteForce.then(acted, Turn.of(JOB)));
                brute.run(BruteForce.then(acted, Turn.of(2), Turn.of(JOB)));
            }
        }
    }

    private List<Turn> others(WorkerName actor) {
        return actors.stream()
                .filter(other -> !other.equals(actor))
                .map(Turn::of)
                .toList();
    }

    private static List<Fault> harmful(List<Step.Passed> trace) {
        return BruteForce.faults(trace).stream()
                .filter(fault -> !(fault instanceof Fault.AcknowledgementLost))
                .toList();
    }
}
