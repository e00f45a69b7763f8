package io.runstwice.run;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread for one delivery, which can be started before anybody knows for which. */
final class Standby {

    private final Thread thread;
    private volatile @Nullable Runnable body;

    Standby(ThreadGroup place) {
        thread = new Thread(place, this::run, "runstwice standby");
        thread.setDaemon(true);
    }

    Thread thread() {
        return thread;
    }

    /** Waits for the body from now on. */
    void waits() {
        thread.start();
    }

    /** Runs it, as a thread that began just now would. */
    void perform(String name, Runnable what) {
        thread.setName(name);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        body = what;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (body == null) {
            LockSupport.park(this);
            Thread.interrupted(); // whoever interrupts a whole thread group does not mean a delivery to come
        }
        body.run();
    }
}
