package io.runstwice.world;

import java.util.List;
import org.apiguardian.api.API;

/**
 * One thing outside the job that it acts on: a database, an HTTP service, a mailer.
 *
 * <p>A resource has two views of its state: it <em>captures</em> everything that it needs to put the state back, and it
 * <em>observes</em> the part that counts when runs are compared. Its taps, which the job uses, call the {@link Gate}.
 *
 * <p>Every resource answers these ten methods. Each ability that only some resources have is an interface of its own,
 * which a resource implements beside this one: {@link Ages}, {@link Blocks}, {@link Clocked}, {@link Draws},
 * {@link Eager}, {@link Guarded}, {@link Keyed}, {@link Linked}, {@link Promising}, {@link Remote}, {@link SaysNow}.
 *
 * <p>One thread of the harness calls a method at a time, and calls all but {@link #end} while no worker acts. Workers
 * use a tap at the same time. Users may implement it.
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
     * Ends an exploration: leaves possession, closes what {@link #open} and the runs opened. Does nothing and never
     * fails if the resource is not open.
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
     * Whether {@link #restore} reaches any snapshot. If not, it reaches only the first one of an exploration, and other
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
     * Ends a run: rolls back every open transaction, and ends everything else that lives only as long as a worker, as
     * the exit of its process would. The worker may be dead or alive.
     */
    void endRun();

    /**
     * The remarks of a certificate on it: assumptions, ignored parts, times that moved. One line each; none if there
     * is nothing.
     */
    List<String> remarks();
}
