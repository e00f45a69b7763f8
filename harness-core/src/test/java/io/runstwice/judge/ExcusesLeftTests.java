package io.runstwice.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.judge.Trace.Added;
import io.runstwice.judge.Trace.Event;
import io.runstwice.judge.Trace.Place;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two states with the same rows are one only if the same doubles may yet be excused. */
class ExcusesLeftTests {

    private static final Place MAIL = new Place("mailer", "mail");
    private static final Place JOBS = new Place("db", "jobs");

    private static Event mail(String worker, String fault) {
        return new Event(worker, Set.of(), Set.of(MAIL), List.of(new Added(MAIL, "hello", 1)), fault, false, false);
    }

    private static Event record(String worker) {
        return new Event(worker, Set.of(JOBS), Set.of(JOBS), List.of(), "", false, false);
    }

    private static Event fault(String worker, String what) {
        return new Event(worker, Set.of(), Set.of(), List.of(), what, false, false);
    }

    private static String left(Event... events) {
        Trace once = new Trace(List.of(mail("D1", ""), record("D1")));
        return new Doubles(List.of(once), Set.of(MAIL), Set.of(MAIL, JOBS), MAIL::equals, resource -> List.of())
                .future(new Trace(List.of(events)));
    }

    @Test
    void sameExcuses_areTheSameFuture() {
        assertThat(left(mail("D1", "crash"), mail("D2", "crash")))
                .isEqualTo(left(mail("D3", "lost reply"), mail("D4", "crash")));
    }

    @Test
    void excuseThatIsLeft_isAnotherFutureThanNone() {
        assertThat(left(mail("D1", "crash"))).isNotEqualTo(left(mail("D1", "")));
        assertThat(left(mail("D1", "lost reply"), fault("D1", "crash"), mail("D2", "crash")))
                .isNotEqualTo(left(mail("D1", "crash"), mail("D2", "crash")));
    }

    @Test
    void durableRecord_isAnotherFuture() {
        assertThat(left(mail("D1", ""), record("D1"))).isNotEqualTo(left(mail("D1", "")));
    }

    @Test
    void faultBeforeOrAfterTheRepetition_areTwoFutures() {
        assertThat(left(mail("D1", "crash"), mail("D2", "")))
                .isNotEqualTo(left(mail("D1", ""), mail("D2", ""), fault("D1", "crash")));
    }
}
