package io.runstwice.run;

import io.runstwice.schedule.WorkerName;
import io.runstwice.world.Wait;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose turn it is: exactly one worker runs between two points. Used by the harness's own thread alone.
 *
 * <p>A turn ends when its worker has come to its end, stands still where the script says so, or is kept waiting by another living
 * worker. Whether a lock of a resource keeps it waiting is asked from the resource, never concluded from time.
 */
final class Director {

    private final World world;
    private final Floor floor;
    private final Cast cast;
    private final List<DeliveryWorker> living = new ArrayList<>();
    private final Set<DeliveryWorker> waitingInside = new HashSet<>();

    /** Why a turn came to its end. */
    enum Stop {
        OVER,
        PAUSED,
        WAITS,
        HUNG
    }

    Director(World world, Cast cast) {
        this.world = world;
        this.cast = cast;
        this.floor = cast.floor();
    }

    /** The workers that have begun and have not come to their end, in the order in which they began. */
    List<DeliveryWorker> living() {
        return List.copyOf(living);
    }

    void enters(DeliveryWorker worker) {
        living.add(worker);
    }

    void leaves(DeliveryWorker worker) {
        living.remove(worker);
    }

    /** Whether it could go on if it were given the turn. */
    boolean canGoOn(DeliveryWorker worker) {
        return !floor.stance(worker).waits();
    }

    /** Gives the turn to a worker, or to nobody. */
    void turn(@Nullable DeliveryWorker worker) {
        cast.turn(worker);
        floor.frees(worker);
    }

    /** A worker has been given the turn: waits until there is a reason to take it back. */
    Stop await(DeliveryWorker worker, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        Patience patience = new Patience(worker, living);
        Stance before = null;
        while (true) {
            Stance stance = floor.await(worker, living.size() > 1, deadline);
            boolean sameCall = stance == before; // most come back before it is worth while to ask what they wait for
            before = stance;
            if (stance instanceof Stance.Over) {
                return Stop.OVER;
            } else if (stance instanceof Stance.Still still) {
                cast.ask(worker.worker(), true);
                if (pauses(worker, still)) {
                    return Stop.PAUSED;
                }
                settle(worker, deadline);
                goOn(worker);
            } else if (stance.waits() || sameCall && isKeptWaiting(worker, stance, patience)) {
                return Stop.WAITS;
            } else if (System.nanoTime() > deadline) {
                return Stop.HUNG;
            }
        }
    }

    /** Lets a worker that stands still go on; if others wait, it is the one to be refused. */
    void goOn(DeliveryWorker worker) {
        if (floor.anyoneWaits(living, worker)) {
            world.sacrifice(worker);
        }
        floor.release(worker);
    }

    private boolean pauses(DeliveryWorker worker, Stance.Still still) {
        if (!worker.script().pausesAt(still.point(), still.inFlight())) {
            return false;
        }
        worker.script().paused(still.point(), still.inFlight());
        cast.record(new Step.Paused(worker.worker(), still.inFlight(), still.point()));
        return true;
    }

    private boolean isKeptWaiting(DeliveryWorker worker, Stance stance, Patience patience) {
        if (living.size() < 2) {
            return false;
        }
        if (stance instanceof Stance.Calling calling) {
            return waitsInResource(worker, calling);
        }
        return stance instanceof Stance.Running && waitsInside(worker, patience);
    }

    private boolean waitsInResource(DeliveryWorker worker, Stance.Calling calling) {
        Optional<Wait> wait = world.waits(calling.resource(), worker)
                .filter(found -> !holders(worker, found).isEmpty());
        if (wait.isEmpty() || !floor.waits(worker, calling)) {
            return false;
        }
        Wait found = wait.get();
        cast.record(new Step.Waits(
                worker.worker(),
                Optional.of(calling.point()),
                new Step.Waits.Waiting(
                        holders(worker, found).stream()
                                .map(DeliveryWorker::worker)
                                .toList(),
                        found.lock(),
                        found.expires())));
        return true;
    }

    /** The living others that keep it waiting. */
    private List<DeliveryWorker> holders(DeliveryWorker worker, Wait wait) {
        List<DeliveryWorker> holders =
                wait.holders().stream().map(DeliveryWorker::of).toList();
        return living.stream()
                .filter(other -> other != worker && holders.contains(other))
                .toList();
    }

    private boolean waitsInside(DeliveryWorker worker, Patience patience) {
        Optional<Step.Waits.Waiting> wait = patience.look();
        if (wait.isEmpty() || !floor.waitsInside(worker)) {
            return false;
        }
        waitingInside.add(worker);
        cast.record(new Step.Waits(worker.worker(), Optional.empty(), wait.get()));
        return true;
    }

    /**
     * Waits until every worker that was kept waiting, but this one, either still is or stands still at a point: those that a lock
     * was granted to go on to their next point, one after the other.
     *
     * @param but whose turn it is, or null
     */
    void settle(@Nullable DeliveryWorker but, long deadline) {
        for (DeliveryWorker other : living()) {
            if (other != but && waitingInside.contains(other)) {
                settleInside(other, deadline);
            } else if (other != but && floor.stance(other) instanceof Stance.Waiting waiting) {
                settle(other, waiting, deadline);
            } else if (other != but && floor.stance(other) instanceof Stance.Back) {
                comeBack(other, deadline);
            }
        }
    }

    private void settle(DeliveryWorker waiting, Stance.Waiting stance, long deadline) {
        String resource = stance.resource();
        while (floor.stance(waiting) instanceof Stance.Waiting && System.nanoTime() < deadline) {
            if (world.waits(resource, waiting)
                    .filter(found -> !holders(waiting, found).isEmpty())
                    .isPresent()) {
                return;
            }
            floor.pause();
        }
        comeBack(waiting, deadline);
    }

    /** Its call has come back: it is recorded, and goes on to its next point. */
    private void comeBack(DeliveryWorker worker, long deadline) {
        DeliveryWorker before = cast.turn();
        cast.turn(worker);
        floor.frees(null);
        floor.release(worker);
        Patience patience = new Patience(worker, living);
        Stance stance = floor.await(worker, true, deadline);
        while (stance instanceof Stance.Running && System.nanoTime() < deadline && !waitsInside(worker, patience)) {
            stance = floor.await(worker, true, deadline);
        }
        turn(before);
    }

    private void settleInside(DeliveryWorker waiting, long deadline) {
        Patience patience = new Patience(waiting, living);
        while (floor.stance(waiting) instanceof Stance.WaitingInside && System.nanoTime() < deadline) {
            if (patience.look().isPresent()) {
                return;
            }
            floor.pause();
        }
        if (!(floor.stance(waiting) instanceof Stance.WaitingInside)) {
            waitingInside.remove(waiting);
            cast.record(new Step.Freed(waiting.worker()));
        }
    }

    /** What a call that does not come back waits for, of which no living worker could be given the turn; empty if nothing is known. */
    String stuck(DeliveryWorker worker) {
        if (!(floor.stance(worker) instanceof Stance.Calling calling)) {
            return elsewhere();
        }
        return world.waits(calling.resource(), worker)
                .map(wait -> "at " + calling.point() + " it waits for " + wait.lock() + ", held by "
                        + (isHeldBy(worker, wait) ? "another session of its own" : "nobody who takes part"))
                .orElseGet(() -> maybeWaits(calling));
    }

    /** What it may wait for if it waits in none of the resources: for something that one of them lends. */
    private String elsewhere() {
        String blindSpots = world.blindSpots();
        return blindSpots.isEmpty() ? "" : "it may wait for another worker; " + blindSpots;
    }

    private String maybeWaits(Stance.Calling calling) {
        String blindSpot = world.blindSpot(calling.resource());
        return blindSpot.isEmpty() ? "" : "at " + calling.point() + " it may wait for another worker; " + blindSpot;
    }

    private static boolean isHeldBy(DeliveryWorker worker, Wait wait) {
        return wait.holders().stream().map(DeliveryWorker::of).anyMatch(worker::equals);
    }

    /** Who waits for whom, and what is not known of that. */
    String standstill() {
        String blindSpots = world.blindSpots();
        return waits() + (blindSpots.isEmpty() ? "" : " (" + blindSpots + ")");
    }

    private String waits() {
        return living.stream()
                .flatMap(worker -> cast.lastWait(worker.worker()).stream())
                .map(wait -> wait.worker() + " waits for "
                        + (wait.on().holders().isEmpty()
                                ? "somebody"
                                : wait.on().holders().stream()
                                        .map(WorkerName::text)
                                        .collect(Collectors.joining(", ")))
                        + " (" + wait.on().what()
                        + wait.point().map(point -> ", at " + point).orElse("") + ")")
                .collect(Collectors.joining(" and "));
    }

    /**
     * Everybody waits for somebody: gives one of them time to be refused or to give up by itself.
     *
     * @return whether one came back
     */
    boolean awaitRefusal(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < deadline) {
            settle(null, deadline);
            if (living.stream().anyMatch(this::canGoOn)) {
                return true;
            }
            floor.pause();
        }
        return false;
    }
}
