package io.runstwice.examples.synceduser;

import static io.runstwice.assertj.RunsTwiceAssertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import io.runstwice.schedule.Schedule;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever was counted before: what sets a value is safe, and what counts is wrong as soon as it runs twice. */
class SyncUserPropertyTests {

    private final Database db = Database.watching(() -> TestPostgres.database(SyncUserPropertyTests.class));

    private void user(int syncs) {
        db.execute("INSERT INTO users (id, syncs) VALUES (7, ?)", syncs);
    }

    @Property(tries = 20)
    void setOnceOrTwice_isTheSame(@ForAll @IntRange(max = 1_000) int syncs, @ForAll Schedule schedule) {
        RunsTwice.job("sync", delivery -> new SyncUserJob(db.dataSource()).perform(7))
                .given(() -> user(syncs))
                .watching(db)
                .replay(schedule)
                .explore()
                .orThrow();
    }

    @Property(tries = 5)
    void countedTwice_isStaleWhateverWasCountedBefore(@ForAll @IntRange(max = 1_000) int syncs) {
        Verdict verdict = RunsTwice.job("sync", delivery -> new BrokenSyncUserJob(db.dataSource()).perform(7))
                .given(() -> user(syncs))
                .watching("db", db)
                .replay(Schedule.parse("D1 acknowledgement lost; D2"))
                .explore();

        assertThat(verdict).isUnsafe().firstShownBy("D1 acknowledgement lost; D2");
    }
}
