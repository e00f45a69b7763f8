package io.runstwice.jdbc.state;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * By how much later the now is of which texts and numbers are made, for these cannot grow older.
 *
 * @param passed how much time has passed
 * @param written the tables that had been written before, in small letters: what is made of now may be looked for there
 */
record LaterNow(Duration passed, Set<String> written) {

    static final LaterNow NONE = new LaterNow(Duration.ZERO, Set.of());

    LaterNow {
        written = Set.copyOf(written);
    }

    boolean isNone() {
        return passed.isZero();
    }

    LaterNow and(Duration time, Set<String> more) {
        Set<String> all = new TreeSet<>(written);
        all.addAll(more);
        return new LaterNow(passed.plus(time), all);
    }

    /** As it tells two states apart. */
    String text() {
        return passed + " " + new TreeSet<>(written);
    }
}
