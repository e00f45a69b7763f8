package io.runstwice;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * What an exploration exhausts. Counts, not seconds, so that a laptop and CI give the same verdict.
 *
 * <p>Immutable; each method gives changed bounds back.
 *
 * @param redeliveredWithin how late a redelivery may come; default one hour
 * @param schedules how many schedules with overlapping deliveries may be run, and how many from states that crashes
 *     lead to; default 5,000. Single crashes and lost messages always run in full. What does not fit lowers the number
 *     of preemptions, or of crashes, and the report says so; if not even the smallest schedules of each family fit, the
 *     verdict is inconclusive. More than 5,000 also take states of more than three crashes in a row
 * @param copies how many copies of the message run at once; default 2, at most 3,
 *     1 for a queue that never holds a message twice
 * @param preemptions how often, at most, a worker that could go on has to give its turn away; default any number,
 *     0 for deliveries that never overlap
 * @param visibilityLapses whether faults are also combined with a delivery whose visibility lapsed; default no. The
 *     lapse itself is always explored
 * @param shutdowns whether a delivery's process is also told to end, by SIGTERM, before each interaction; default no.
 *     For the tier {@link Tier#PROCESS} alone
 * @param burst how many deliveries run at once, uncontrolled, when everything else was safe; default 0, none. What that
 *     finds is luck, so it makes the verdict inconclusive and never unsafe
 * @param killedAfter how long a worker may live, by the clock of the world, before its platform kills it; default for
 *     ever
 * @param deliveryWithin how long one delivery may take before it counts as hanging; default 10 seconds
 * @param guard how long the exploration may take before it ends inconclusive; default 10 minutes: it is there for hangs
 *     alone
 * @param complete whether a job is safe only if all of this was explored; default no: what was left out is printed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Bounds(
        Duration redeliveredWithin,
        int schedules,
        int copies,
        int preemptions,
        boolean visibilityLapses,
        boolean shutdowns,
        int burst,
        Duration killedAfter,
        Duration deliveryWithin,
        Duration guard,
        boolean complete) {

    /** For {@link #preemptions(int)}: as many as there can be. */
    public static final int ANY = Integer.MAX_VALUE;

    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final Duration LONGEST = Duration.ofDays(3_650);

    public Bounds {
        sensible(redeliveredWithin, "redeliveredWithin", Duration.ofSeconds(1));
        if (!killedAfter.equals(NEVER)) {
            sensible(killedAfter, "killedAfter", Duration.ofSeconds(1));
        }
        sensible(deliveryWithin, "deliveryWithin", Duration.ofMillis(1));
        sensible(guard, "guard", Duration.ofMillis(1));
        if (schedules < 1) {
            throw new IllegalArgumentException("schedules must be at least 1, but is " + schedules);
        }
        if (copies < 1 || copies > 3) {
            throw new IllegalArgumentException("copies must be 1, 2 or 3, but is " + copies);
        }
        if (burst < 0 || burst == 1 || burst > 64) {
            throw new IllegalArgumentException("a burst takes 2 to 64 deliveries, or 0 for none, but is " + burst);
        }
        if (preemptions < 0) {
            throw new IllegalArgumentException("preemptions must not be negative, but is " + preemptions);
        }
    }

    /** One hour, two copies, 5,000 schedules, 10 seconds a delivery, 10 minutes in all. */
    public static Bounds standard() {
        return new Bounds(
                Duration.ofHours(1),
                5_000,
                2,
                ANY,
                false,
                false,
                0,
                NEVER,
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                false);
    }

    /** How late a redelivery may come. Redeliveries at once and at this end are explored. */
    public Bounds redeliveredWithin(Duration time) {
        return with(draft -> draft.redeliveredWithin = time);
    }

    /**
     * How many schedules with overlapping deliveries may be run, and how many from states that crashes lead to; single
     * faults always run in full.
     */
    public Bounds schedules(int most) {
        return with(draft -> draft.schedules = most);
    }

    /** How many copies of the message run at once: 2 or 3; 1 if the queue never holds a message twice. */
    public Bounds copies(int many) {
        return with(draft -> draft.copies = many);
    }

    /** How often, at most, a worker that could go on has to give its turn away; 0 if deliveries never overlap. */
    public Bounds preemptions(int most) {
        return with(draft -> draft.preemptions = most);
    }

    /**
     * The same bounds, and in the end so many deliveries at once, in an order that the machine chooses: 2 to 64, 8 is a
     * good number. It can show what lies within a statement, which no order of turns does.
     */
    public Bounds withFreeBurst(int deliveries) {
        return with(draft -> draft.burst = deliveries);
    }

    /**
     * For a queue that never holds a message twice, and never hands it out while a delivery runs: nothing overlaps, and
     * actors act between deliveries only.
     */
    public Bounds oneAtATime() {
        return copies(1).preemptions(0);
    }

    /** The same bounds, with faults also while a delivery runs whose visibility lapsed. */
    public Bounds withVisibilityLapses() {
        return with(draft -> draft.visibilityLapses = true);
    }

    /**
     * The same bounds, and before each interaction a shutdown, as a deploy brings it: SIGTERM, the shutdown hooks, a
     * grace period of 25 seconds by the controlled clock, SIGKILL; and the order of Sidekiq, which pushes the message
     * back before it kills the thread. For the tier {@link Tier#PROCESS}; each point costs up to two processes more.
     */
    public Bounds withShutdowns() {
        return with(draft -> draft.shutdowns = true);
    }

    /**
     * For a platform that kills every worker that lives so long, in the middle of anything:
     * {@code activeDeadlineSeconds} of Kubernetes, the time-out of a Lambda. By default a worker that stands still may
     * go on when a late redelivery has long been done; with this it goes on so long after it began at the latest, and
     * nothing that it sent arrives later. An assumption, and printed as one: the harness kills no worker for it. A
     * time-out in the worker's own code is no such limit, since it stands still with the worker.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public Bounds killedAfter(Duration time) {
        return with(draft -> draft.killedAfter = time);
    }

    /** How long one delivery may take, by the machine's clock, before it counts as hanging. */
    public Bounds deliveryWithin(Duration time) {
        return with(draft -> draft.deliveryWithin = time);
    }

    /** How long the exploration may take, by the machine's clock, before it ends inconclusive. */
    public Bounds guard(Duration time) {
        return with(draft -> draft.guard = time);
    }

    /**
     * The same bounds; what of them is not explored makes the verdict inconclusive, with the reason, instead of a line
     * of a safe job's certificate.
     */
    public Bounds mustBeComplete() {
        return with(draft -> draft.complete = true);
    }

    /** Whether the platform kills a worker that lives too long. */
    @API(status = API.Status.INTERNAL, since = "0.2")
    public boolean killsWorkers() {
        return killedAfter.compareTo(NEVER) < 0;
    }

    /**
     * How much time may pass at once beside a worker that stands still: as much as before a late redelivery, unless the
     * platform kills the worker earlier.
     *
     * @param stood how long it has lived already
     * @return zero if it may not live any longer
     */
    @API(status = API.Status.INTERNAL, since = "0.2")
    public Duration lateBeside(Duration stood) {
        Duration left = killedAfter.minus(stood);
        Duration late = left.compareTo(redeliveredWithin) < 0 ? left : redeliveredWithin;
        return late.isNegative() ? Duration.ZERO : late;
    }

    private Bounds with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.bounds();
    }

    private static void sensible(Duration time, String name, Duration least) {
        Objects.requireNonNull(time, name);
        if (time.compareTo(least) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must lie between " + least + " and " + LONGEST + " (ten years), but is " + time);
        }
    }

    /** The same bounds, of which one is about to be changed. */
    private static final class Draft {

        private Duration redeliveredWithin;
        private int schedules;
        private int copies;
        private int preemptions;
        private boolean visibilityLapses;
        private boolean shutdowns;
        private int burst;
        private Duration killedAfter;
        private Duration deliveryWithin;
        private Duration guard;
        private boolean complete;

        Draft(Bounds bounds) {
            redeliveredWithin = bounds.redeliveredWithin;
            schedules = bounds.schedules;
            copies = bounds.copies;
            preemptions = bounds.preemptions;
            visibilityLapses = bounds.visibilityLapses;
            shutdowns = bounds.shutdowns;
            burst = bounds.burst;
            killedAfter = bounds.killedAfter;
            deliveryWithin = bounds.deliveryWithin;
            guard = bounds.guard;
            complete = bounds.complete;
        }

        Bounds bounds() {
            return new Bounds(
                    redeliveredWithin,
                    schedules,
                    copies,
                    preemptions,
                    visibilityLapses,
                    shutdowns,
                    burst,
                    killedAfter,
                    deliveryWithin,
                    guard,
                    complete);
        }
    }
}
