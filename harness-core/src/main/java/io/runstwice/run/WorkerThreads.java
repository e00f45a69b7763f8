package io.runstwice.run;

import io.runstwice.world.WorkerKilled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads of one worker, and whether they may still act. */
interface WorkerThreads {

    /** The thread that its delivery runs on; null before it has begun. */
    @Nullable
    Thread own();

    /** The thread that its delivery runs on, if there is one. */
    List<Thread> ownThreads();

    /** The living threads that may act for it, its own included. */
    List<Thread> threads();

    /** Whether its own thread is the only one. */
    boolean isAlone();

    /** Whether it was killed: nothing that its threads do reaches the world. */
    boolean isDead();

    /** What a dead worker's call comes to. */
    WorkerKilled refuse();
}
