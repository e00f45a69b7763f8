package io.runstwice.jqwik;

import io.runstwice.schedule.Schedule;
import net.jqwik.api.Arbitrary;
import org.apiguardian.api.API;

/**
 * Arbitrary schedules, for any job that a property runs under them.
 *
 * <pre>{@code
 * @Property
 * void isChargedOnce(@ForAll @IntRange(min = 1, max = 100_000) int cents, @ForAll Schedule schedule) {
 *     RunsTwice.job("charge", delivery -> new ChargeJob(db.dataSource(), gateway.uri()).perform(42, cents))
 *             .given(() -> db.execute("insert into invoices(id, total_cents) values (42, ?)", cents))
 *             .watching(db, gateway)
 *             .replay(schedule)
 *             .explore()
 *             .orThrow();
 * }
 * }</pre>
 *
 * <p>A generated schedule consists of choices ({@code choices 3 0 7}), which every job makes a schedule of: see
 * {@link Schedule#choosing}. Edge cases are one choice each, in the order in which an exploration would come to them.
 * Shrinking leads to fewer choices, then to smaller ones: first every schedule of one choice that is smaller is tried,
 * so a violation that one fault or one switch can show ends at the first schedule that shows it.
 *
 * <p>The arbitraries are immutable, and thread-safe. A property with a schedule samples; {@code explore()} without
 * {@code replay} exhausts its bound, and can be called in a property too.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Schedules {

    /** More than that, and most of it happens to redeliveries of redeliveries. */
    private static final int USUAL = 4;

    private Schedules() {}

    /** Up to four choices, which is what {@code @ForAll Schedule} stands for. */
    public static Arbitrary<Schedule> any() {
        return ofAtMost(USUAL);
    }

    /**
     * Schedules of up to so many choices: about as many turns.
     *
     * @param choices at least one
     * @throws IllegalArgumentException if it is none
     */
    public static Arbitrary<Schedule> ofAtMost(int choices) {
        if (choices < 1) {
            throw new IllegalArgumentException("a schedule is made of at least one choice, but this is " + choices);
        }
        return new ScheduleArbitrary(choices);
    }
}
