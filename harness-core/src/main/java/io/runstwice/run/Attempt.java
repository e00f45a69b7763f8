package io.runstwice.run;

import java.time.Clock;

/** What a delivery may know of itself. Whether it asked matters: what nobody asked cannot change what it does. */
public interface Attempt {

    /** 1 for the first delivery. */
    int number();

    boolean redelivered();

    Clock clock();
}
