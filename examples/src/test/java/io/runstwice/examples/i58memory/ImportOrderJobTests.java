package io.runstwice.examples.i58memory;

import static io.runstwice.examples.support.VerdictAssert.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.Guard;
import io.runstwice.GuardVerdict;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Tier;
import io.runstwice.Verdict;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import java.sql.SQLException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ImportOrderJobTests {

    private final Database db = Database.watching(() -> TestPostgres.database(ImportOrderJobTests.class));

    // region class
    static final class ImportOrder implements Job {

        @Override
        public void perform(Delivery delivery) throws SQLException {
            Database db = delivery.watched("db", Database.class);
            new BrokenImportOrderJob(db.dataSource()).perform("m-1", 1999);
        }
    }
    // endregion

    static final class ImportOrderOnce implements Job {

        @Override
        public void perform(Delivery delivery) throws SQLException {
            Database db = delivery.watched("db", Database.class);
            new FixedImportOrderJob(db.dataSource()).perform("m-1", 1999);
        }
    }

    // region exploration
    private Verdict broken() {
        return RunsTwice.job(ImportOrder.class)
                .watching("db", db)
                .tier(Tier.CLASSLOADER)
                .explore();
    }
    // endregion

    private RunsTwice incident(Tier tier) {
        return RunsTwice.job(ImportOrder.class)
                .watching("db", db)
                .tier(tier)
                .replay(Schedule.parse("D1 acknowledgement lost; D2"));
    }

    private Verdict fixed() {
        return RunsTwice.job(ImportOrderOnce.class)
                .watching("db", db)
                .tier(Tier.CLASSLOADER)
                .explore();
    }

    @Test
    void remembersInMemory_processBeginsAnew_importsTwice() {
        assertThat(broken()).isUnsafeWith("double effect: db orders").firstShownBy("D1 acknowledgement lost; D2");
    }

    @Test
    void remembersInMemory_processLivesOn_importsOnce() {
        Verdict verdict = incident(Tier.THREAD)
                .watching(new WorkerMemory(BrokenImportOrderJob::forget))
                .explore();

        Assertions.assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }

    @Test
    void remembersInMemory_classesAreLoadedAnew_importsTwice() {
        assertThat(incident(Tier.CLASSLOADER).explore()).isUnsafeWith("double effect: db orders");
    }

    @Test
    void remembersInMemory_processIsAnotherOne_importsTwice() {
        assertThat(incident(Tier.PROCESS).explore()).isUnsafeWith("double effect: db orders");
    }

    @Test
    void remembersInMemory_everyRunSharesIt_provesNothing() {
        Assertions.assertThat(incident(Tier.THREAD).explore().reason().orElseThrow())
                .contains("static memory");
    }

    @Test
    void remembersInTheDatabase_processBeginsAnew_isSafe() {
        assertThat(fixed()).isSafeAndComplete();
    }

    @Test
    void notesTakenAway_importsTwice() {
        GuardVerdict verdict = RunsTwice.job(ImportOrderOnce.class)
                .watching("db", db)
                .within(Bounds.standard().oneAtATime())
                .tier(Tier.CLASSLOADER)
                .withoutGuard(Guard.dedup("db", "imported"));

        verdict.orThrow();
    }
}
