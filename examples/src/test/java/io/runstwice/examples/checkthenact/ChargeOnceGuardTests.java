package io.runstwice.examples.checkthenact;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Guard;
import io.runstwice.GuardVerdict;
import io.runstwice.RunsTwice;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import org.junit.jupiter.api.Test;

/** The row lock is all that keeps two copies apart. */
class ChargeOnceGuardTests {

    private final Database db = Database.watching(() -> TestPostgres.database(ChargeOnceGuardTests.class));

    @Test
    void rowLockTakenAway_chargesTwice() {
        // region a lock taken away
        GuardVerdict verdict = RunsTwice.job(
                        "ChargeOnceJob", delivery -> new FixedChargeOnceJob(db.dataSource()).perform(42))
                .given(() -> db.execute("INSERT INTO invoices (id) VALUES (42)"))
                .watching("db", db)
                .withoutGuard(Guard.rowLocks("db"));
        verdict.orThrow();
        // endregion

        assertThat(verdict.toString())
                .startsWith("ChargeOnceJob needs its guard \"db row locks\": without it there is a double effect")
                .contains("db charges   2 rows");
    }

    @Test
    void lockTakenTooLate_isNoGuard() {
        GuardVerdict verdict = RunsTwice.job(
                        "LockedTooLateJob", delivery -> new LockedTooLateJob(db.dataSource()).perform(42))
                .given(() -> db.execute("INSERT INTO invoices (id) VALUES (42)"))
                .watching("db", db)
                .withoutGuard(Guard.rowLocks("db"));

        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(GuardVerdict.Outcome.UNSAFE_ANYWAY);
    }
}
