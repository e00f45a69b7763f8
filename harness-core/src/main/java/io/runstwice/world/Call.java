package io.runstwice.world;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An interaction that stands at the gate: its description, the way to carry it out, and the way in which its loss looks
 * to the caller.
 *
 * <p>The gate calls {@link #proceed()} at most once, always on the thread that called {@link Gate#pass}.
 *
 * @param <T> what the resource gives back
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Call<T> {

    /** The interaction that stands at the gate. */
    Interaction interaction();

    /**
     * The request has arrived and is being worked on; its effect comes with {@link #proceed()}. Called before it, and
     * only if the interaction {@linkplain Interaction#flies() flies} and is held in flight.
     */
    default void arrive() {}

    /**
     * A wait that {@link #proceed()} meets is to end at once, by the time-out that the job has set for it. Called
     * before it, and only where {@link Wait#expires()} was seen.
     */
    default void expire() {}

    /**
     * The reply that {@link #proceed()} waits for is to be lost. Called before it, so that a resource whose network can
     * really be cut cuts it now: {@link #proceed()} then throws what the caller's own driver or client does. Others do
     * nothing, and {@link #lose} imitates the loss.
     *
     * @param loss how: not {@link Loss#REQUEST}
     */
    default void losing(Loss loss) {}

    /**
     * The process that this call comes from is told to end: lets its shutdown hooks run, which may send requests of
     * their own, until they have ended or wait for something. Called before {@link #proceed()}, and only for a worker
     * that has a process of its own; others do nothing.
     *
     * @param still returns when the caller may go on; throws if it may not
     */
    default void shutDown(Runnable still) {
        still.run();
    }

    /**
     * Sends the request and waits for the reply.
     *
     * @throws Exception the resource's own refusal, which is a reply as well
     */
    T proceed() throws Exception;

    /**
     * Describes a reply: {@link #proceed()} gave exactly one of the two.
     *
     * @param value the value that it returned, null also if it returned null
     * @param thrown the exception that it threw, or null
     */
    Reply reply(@Nullable T value, @Nullable Exception thrown);

    /** The tables that this call used. The gate asks after {@link #reply}. By default it may have used anything. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    default Access access() {
        return Access.unknown();
    }

    /**
     * Breaks the connection that this interaction is on, so that the server side ends it, and gives what the caller's
     * own driver or client throws. A request that a real network is to lose is sent now.
     *
     * @param loss which message was lost; for a lost reply {@link #proceed()} has been called before
     */
    Exception lose(Loss loss);
}
