package io.runstwice.world;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * One thing outside the job that it acts on: a database, an HTTP service, a mailer.
 *
 * <p>A resource has two views: what it <em>captures</em> (everything needed to be put back) and what it <em>observes</em>
 * (what counts when runs are compared). Its taps, which the job uses, call the {@link Gate}.
 *
 * <p>All methods are called by one thread of the harness at a time, and, but for {@link #end} and {@link #waits}, while no worker acts. Users
 * may implement it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Resource {

    /** The name that it gets when the test gives it none: {@code db}, {@code http}, {@code effects}. */
    String kind();

    /**
     * Begins an exploration: takes possession, and sends every interaction to the gate from now on.
     *
     * @param name its name in this world
     * @param gate where interactions pass until {@link #close}
     * @throws Misuse if the resource cannot or must not be explored; nothing has been changed then
     */
    void open(String name, Gate gate);

    /**
     * Ends an exploration: leaves possession, closes what {@link #open} and the runs opened. Never fails for a resource that
     * is not open.
     */
    void close();

    /** Reads everything that is needed to put the resource back to where it is now. */
    Snapshot capture();

    /**
     * Puts the resource back.
     *
     * @param snapshot one of its own
     */
    void restore(Snapshot snapshot);

    /**
     * Puts the resource back so that what is in it is as old as it was, although the machine's clock has gone on. Times that go with that clock
     * lie {@code laid} later than in the first snapshot of the exploration; a snapshot that was captured after such a restoration stands as far
     * ahead as that one did. Where nothing goes with the machine's clock this is the same as {@link #restore(Snapshot)}, and so it is if not said.
     *
     * @param snapshot one of its own
     * @param laid how much later given times lie than when they were given
     */
    default void restore(Snapshot snapshot, Duration laid) {
        restore(snapshot);
    }

    /**
     * Whether {@link #restore(Snapshot)} reaches any snapshot. If not, it reaches only the first one of an exploration, and other
     * states are reached again by running the deliveries that led to them.
     */
    boolean restoresAny();

    /** Reads what counts when runs are compared. */
    State observe();

    /**
     * A delivery has ended. If its worker is dead, everything that lived only as long as the worker ends now: open
     * transactions roll back, session locks go, sockets close. May be called while threads of other workers live.
     */
    void end(Worker worker);

    /**
     * Asks, while a call of this worker goes on, whether the resource keeps it waiting for somebody. To be answered by asking
     * and never by watching the time; called by the harness's own thread while the worker's thread is within
     * {@link Call#proceed()}, often. A worker is known by its name: its threads may have been found in more than one way. Nobody waits if
     * not said.
     */
    default Optional<Wait> waits(Worker worker) {
        return Optional.empty();
    }

    /** Why it cannot tell whom a worker waits for, and the way out; an empty text if it can. So it is if not said. */
    default String blindSpot() {
        return "";
    }

    /**
     * Others wait, and this worker is about to act: if that closes a cycle of waits, it is the one to be refused. Called by the
     * harness's own thread while every worker stands still. Does nothing if not said.
     */
    default void sacrifice(Worker worker) {}

    /**
     * A run has ended: every session that is still in a transaction loses it, as it would with the process, and listeners of
     * this run's workers close.
     */
    void endRun();

    /**
     * Lets time pass: what carries time in this resource grows older.
     *
     * @param time how much, positive
     */
    void pass(Duration time);

    /**
     * A turn has ended, and whoever acted may have let go of what it held: what could not grow older meanwhile does so now. Called while every
     * worker stands still. Does nothing if not said.
     */
    default void catchUp() {}

    /** Tells which clock the job writes with, as its baselines have shown. Does nothing if not said. */
    default void writtenWith(Clocks clocks) {}

    /** What the job writes with one clock and looks at with the other, {@code table.column}; nothing if not said. */
    default Set<String> ofTwoClocks() {
        return Set.of();
    }

    /**
     * What workers ask it in their own words sees now as so much later than the machine's clock shows it, where that can be done, until something
     * else is said: what is computed from now shows. Does nothing if not said.
     */
    default void showNow(Duration ahead) {}

    /** Whether workers have asked it to make a text or a number of now. Not if not said. */
    default boolean saysNowInWords() {
        return false;
    }

    /** By how much statements that make a text or a number of now see a later one, since time has passed. Zero if not said. */
    default Duration nowInWords() {
        return Duration.ZERO;
    }

    /** Draws other generated values from now on, so that what depends on them shows: the determinism gate asks for it. */
    void perturb();

    /**
     * Looks at what runs without any fault left, each from the same state, for what the resource could not know of itself: which values were drawn.
     *
     * @param given what the world looked like before each of them
     * @param left what each of them left; the last ones ran after {@link #perturb}
     * @return whether it shows its state in another way from now on, so that the runs have to be made again; false if not said
     */
    default boolean learn(State given, List<State> left) {
        return false;
    }

    /**
     * A run took another path than one before it from the same state: whatever of this resource may be the reason no longer is. Blocks of numbers
     * that are kept in memory, say, are no part of the path any more.
     *
     * @return whether something was done that may help; false if not said
     */
    default boolean steady() {
        return false;
    }

    /**
     * Whether it begins to look for what it watches only when that is first used, so that one more of it, never used, costs and changes
     * nothing. True if not said.
     */
    default boolean opensLate() {
        return true;
    }

    /**
     * What stands for it in the process of a delivery. Called while it is open.
     *
     * @throws Misuse if it cannot be used from another process; so it is if not said
     */
    default Stub stub() {
        throw new Misuse("the tier PROCESS needs resources that can be used from another process, but \"" + kind()
                + "\" cannot (" + getClass().getName() + "). Use the tier CLASSLOADER, or give it a Resource.stub()");
    }

    /**
     * Its stub, in the process of a delivery, asks or tells something. Called on a thread that acts for that delivery.
     *
     * @param worker whose process it is
     * @param words as they were said there
     * @return the answer; what was only told has none that anybody reads
     */
    default String asked(Worker worker, List<String> words) {
        throw new IllegalStateException(kind() + " does not understand " + words);
    }

    /** Whether each worker can be cut off from it by a real network. It cannot if not said. */
    default boolean isLinked() {
        return false;
    }

    /** What the test declared about it. */
    Promise promise();

    /**
     * Whether it can tell a second request from a first one by a key that both carry. True if not said; without keys no
     * code can make it act exactly once.
     */
    default boolean recognisesKeys() {
        return true;
    }

    /**
     * Prepares to take away something that makes the job safe, to see whether it is needed. Called while it is open.
     *
     * @throws Misuse if it has no such guard, with those that it has; so it is if not said
     */
    default Removal removal(Safeguard guard) {
        throw new Misuse("\"" + kind() + "\" (" + getClass().getName() + ") has no " + guard
                + " that could be removed. Guards are the keys of HTTP services and keyed effects,"
                + " and the locks, unique indexes and dedup checks of databases");
    }

    /** What a certificate has to say of it: assumptions, what is ignored, what moved with time. One line each. */
    List<String> remarks();
}
