package io.runstwice.run;

import io.runstwice.schedule.Fault;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.schedule.WorkerName;
import io.runstwice.world.State;
import io.runstwice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run while it goes on. Used by the harness's own thread alone. */
final class Play {

    private final Stage stage;
    private final World world;
    private final Works works;
    private final Duration deliveryWithin;
    private final Start from;
    private final Cast cast;
    private final Director director;
    private final Copies copies;
    private final Refusals refusals;
    private final Map<WorkerName, Performance> performances = new LinkedHashMap<>();
    private final List<Turn> turns;
    private final List<Fault> unfired = new ArrayList<>();
    private final Act.Diary diary;
    private Duration passed;
    private Duration later;
    private boolean hung;
    private @Nullable Throwable verdictOfItsOwn;
    private @Nullable Run result;

    Play(Stage stage, World world, Works works, Duration deliveryWithin, Start from) {
        this.stage = stage;
        this.world = world;
        this.works = works;
        this.deliveryWithin = deliveryWithin;
        this.from = from;
        this.cast = new Cast(stage);
        this.director = new Director(world, cast);
        this.copies = new Copies(works.messages().size(), from.next() - 1);
        this.refusals = new Refusals(copies, stage.bound());
        from.steps().forEach(step -> refusals.read(step, from.turns()));
        this.turns = new ArrayList<>(from.turns());
        this.passed = from.passed();
        this.later = from.later();
        this.diary = new Act.Diary(from.acts());
        stage.enter(cast);
    }

    /** Lets time pass before the next turn, as a schedule says it. */
    void pass(Duration said) {
        Duration time = said.isZero() ? said : Delay.of(said, turns, steps());
        later = later.plus(said);
        passed = passed.plus(time);
        stage.clock().show(passed);
        if (!time.isZero()) {
            world.pass(time);
            diary.passes(stage.clock().instant(), world.nowInWords());
        }
    }

    /** Gives one worker a turn. What a schedule says of a message that is settled, or of a worker that is over, never happens. */
    void turn(Turn turn) {
        if (verdictOfItsOwn != null) {
            return;
        }
        Performance known = performances.get(turn.worker());
        if (known == null || hasActed(known)) {
            begin(turn);
        } else if (director.living().contains(known.worker())) {
            pass(turn.later());
            perform(known, turn);
        } else {
            unfired.addAll(turn.faults());
        }
    }

    /** An actor whose act is over begins another one. */
    private boolean hasActed(Performance known) {
        DeliveryWorker worker = known.worker();
        return !worker.worker().isDelivery() && !director.living().contains(worker);
    }

    private void begin(Turn turn) {
        Optional<Copies.Handed> handed = handOut(turn);
        if (handed.isEmpty()) {
            unfired.addAll(turn.faults());
            return;
        }
        pass(turn.later());
        Copies.Handed message = handed.get();
        Work work = prepared(turn, message);
        DeliveryWorker worker = stage.hire(cast, turn.worker());
        Performance performance = new Performance(stage, world, work, worker, message.again());
        performances.put(turn.worker(), performance);
        director.enters(worker);
        boolean several = works.areSeveral() && turn.worker().isDelivery();
        record(new Step.Began(turn.worker(), turn.source(), later, several ? nameOf(message) : ""));
        perform(performance, several ? turn.bringing(message.message()) : turn);
    }

    private void record(Step step) {
        cast.record(step);
        refusals.read(step, turns);
    }

    /** Before anybody is hired for it, who could not be ended: whatever cannot be prepared is thrown as it is. */
    private Work prepared(Turn turn, Copies.Handed message) {
        Work work = works.of(turn.worker(), message.message());
        work.prepare();
        return work;
    }

    private String nameOf(Copies.Handed message) {
        return works.messages().get(message.message() - 1).name();
    }

    private Optional<Copies.Handed> handOut(Turn turn) {
        if (!turn.worker().isDelivery()) {
            return Optional.of(new Copies.Handed(0, false));
        }
        Optional<Integer> latest = director.living().stream()
                .map(worker -> worker.worker().number())
                .filter(number -> number > 0)
                .max(Integer::compare);
        return copies.deliver(turn.delivery(), turn.source(), latest, turn.message());
    }

    private void perform(Performance performance, Turn turn) {
        if (performance.hasBegun() && !later.isZero()) {
            cast.record(new Step.Passing(turn.worker(), later));
        }
        turns.add(
                new Turn(turn.worker(), turn.source(), later, withPending(performance.worker(), turn), turn.message()));
        later = Duration.ZERO;
        cast.executes(turns);
        stage.threads().release();
        performance.worker().script().perform(turn);
        director.turn(performance.worker());
        if (performance.hasBegun()) {
            director.goOn(performance.worker());
        } else {
            begin(performance);
        }
        Director.Stop stop = director.await(performance.worker(), deliveryWithin);
        cast.floor().frees(null);
        if (stop == Director.Stop.HUNG) {
            ended(performance, performance.hang(director.stuck(performance.worker())));
        }
        tidyUp();
        director.turn(null);
        world.catchUp();
        stage.tick().passes();
    }

    private void begin(Performance performance) {
        stage.tick().awaitAnother();
        diary.begins(
                performance.worker().worker(),
                stage.machine().instant(),
                stage.clock().instant(),
                world.nowInWords());
        performance.begin();
    }

    /**
     * The faults of a turn, and before them what its worker did not come to in its last one because it was kept waiting: that is told
     * where it can happen.
     */
    private List<Fault> withPending(DeliveryWorker worker, Turn turn) {
        List<Fault> pending = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Turn earlier = turns.get(i);
            if (earlier.worker().equals(worker.worker()) && !earlier.pauses()) {
                List<Fault> fired = new ArrayList<>(earlier.faults());
                fired.removeAll(worker.script().unfired());
                pending.addAll(earlier.faults());
                pending.removeAll(fired);
                turns.set(i, earlier.with(fired));
            }
        }
        pending.addAll(turn.faults());
        return pending;
    }

    /** Workers that are over leave; what they held is given to those that wait for it, until nothing changes any more. */
    private void tidyUp() {
        do {
            for (DeliveryWorker worker : director.living()) {
                if (cast.floor().stance(worker) instanceof Stance.Over) {
                    Performance over = performances.get(worker.worker());
                    ended(over, over.finish());
                }
            }
            director.settle(null, System.nanoTime() + deliveryWithin.toNanos());
        } while (director.living().stream().anyMatch(worker -> cast.floor().stance(worker) instanceof Stance.Over));
    }

    private void ended(Performance performance, Ending ending) {
        DeliveryWorker worker = performance.worker();
        director.leaves(worker);
        diary.ends(worker.worker(), stage.machine().instant());
        cast.ask(worker.worker(), true);
        record(new Step.Ended(worker.worker(), ending));
        unfired.addAll(worker.script().unfired());
        if (verdictOfItsOwn == null) {
            verdictOfItsOwn = performance.verdictOfItsOwn();
        }
        if (ending.settles() && worker.worker().isDelivery()) {
            copies.settle(worker.worker().number());
        }
        if (ending instanceof Ending.Hung where) {
            hung = true;
            cast.doubt(worker.worker() + " did not return within " + deliveryWithin.toMillis() + " ms"
                    + (where.waits().isEmpty() ? "" : ": " + where.waits()) + "; last seen at " + where.where()
                    + ". Give the job a time-out, or raise Bounds.deliveryWithin");
        }
    }

    /** So many copies at once, on as many threads, with nobody to choose whose turn it is. */
    void burst(int copiesAtOnce) {
        cast.floor().close();
        for (int i = 0; i < copiesAtOnce; i++) {
            Turn turn = i == 0 ? Turn.of(nextDelivery()) : Turn.copy(nextDelivery());
            Copies.Handed message = handOut(turn).orElseThrow();
            Work work = prepared(turn, message);
            DeliveryWorker worker = stage.hire(cast, turn.worker());
            performances.put(turn.worker(), new Performance(stage, world, work, worker, message.again()));
            director.enters(worker);
            record(new Step.Began(turn.worker(), turn.source(), Duration.ZERO));
            turns.add(turn);
        }
        performances.values().forEach(this::begin);
        long deadline = System.nanoTime() + deliveryWithin.toNanos();
        for (DeliveryWorker worker : director.living()) {
            Performance performance = performances.get(worker.worker());
            boolean over = cast.floor().await(worker, false, deadline) instanceof Stance.Over;
            ended(performance, over ? performance.finish() : performance.hang(director.stuck(performance.worker())));
        }
    }

    /** Lets everybody who still stands come to the end, the lowest number first. */
    void finish() {
        while (!director.living().isEmpty() && verdictOfItsOwn == null) {
            Optional<DeliveryWorker> next =
                    director.living().stream().filter(director::canGoOn).findFirst();
            if (next.isPresent()) {
                turn(Turn.of(next.get().worker()));
            } else if (!director.awaitRefusal(deliveryWithin)) {
                standstill();
            }
            tidyUp();
        }
    }

    /** Nobody can go on, and nobody was refused in time. */
    private void standstill() {
        cast.doubt(director.standstill() + ": nobody can go on, and nobody gave up within " + deliveryWithin.toMillis()
                + " ms. Give the job's waits a time-out, or raise Bounds.deliveryWithin");
        hung = true;
        director.living().stream()
                .map(worker -> performances.get(worker.worker()))
                .forEach(performance -> ended(performance, performance.hang(director.stuck(performance.worker()))));
    }

    /**
     * Redelivers without faults what is neither settled nor stuck: at once, and once more at the end of the bound; once more again if another message was
     * done meanwhile.
     */
    void settle(Duration redeliveredWithin) {
        finish();
        redeliver();
        while (copies.open() > 0 && !hung && verdictOfItsOwn == null) {
            pass(redeliveredWithin);
            redeliver();
        }
    }

    private void redeliver() {
        for (int copy = copies.open(); copy > 0 && !hung; copy--) {
            turn(Turn.of(nextDelivery()));
            finish();
        }
    }

    private int nextDelivery() {
        return turns.stream().mapToInt(Turn::delivery).max().orElse(0) + 1;
    }

    /** What was run, as far as it came. */
    String schedule() {
        return turns.isEmpty() ? "" : scheduleOf(turns).toString();
    }

    /** Ends the run and reads what it left. */
    void leave() {
        stage.leave(cast);
        try {
            abandon();
        } finally {
            world.endRun();
        }
        Performance.rethrow(verdictOfItsOwn);
        if (copies.areSettled()) {
            cast.ask(turns.get(turns.size() - 1).worker(), false);
        }
        State state = world.observe();
        Instant now = stage.machine().instant();
        Run.Times times = new Run.Times(acts(now), from.frame().laid(), passed);
        List<Step> steps = steps();
        Optional<Start> here = copies.areSettled()
                ? Optional.empty()
                : Optional.of(new Start(
                        turns,
                        later,
                        passed,
                        world.capture(),
                        steps,
                        diary.acts(now),
                        from.frame().captured(now)));
        result = new Run(scheduleOf(turns), steps, copies.areSettled(), state, times, here, unfired, cast.doubts());
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>(from.steps());
        steps.addAll(cast.steps());
        return steps;
    }

    /** If nobody acted, the first delivery would have. */
    private List<Act> acts(Instant now) {
        List<Act> acts = diary.acts(now);
        return acts.isEmpty()
                ? List.of(new Act(
                        WorkerName.delivery(1), now, now, List.of(stage.clock().instant()), Set.of(), Duration.ZERO))
                : acts;
    }

    /** Whoever still lives ends with the run, as with the process; who was hired and has not begun just leaves. */
    private void abandon() {
        for (DeliveryWorker worker : director.living()) {
            Performance performance = performances.get(worker.worker());
            if (performance.hasBegun()) {
                performance.finish();
            }
            director.leaves(worker);
        }
    }

    private static Schedule scheduleOf(List<Turn> turns) {
        return turns.isEmpty() ? Schedule.once() : new Schedule(turns);
    }

    Run result() {
        if (result == null) {
            throw new IllegalStateException("the run has not ended");
        }
        return result;
    }
}
