package io.runstwice.junit;

import static io.runstwice.judge.Violation.Kind.LOST_EFFECT;
import static io.runstwice.world.Safeguard.Form.DEDUP_CHECK;
import static io.runstwice.world.Safeguard.Form.KEY;
import static io.runstwice.world.Safeguard.Form.ROW_LOCKS;
import static io.runstwice.world.Safeguard.Form.UNIQUE_INDEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.effect.Effects;
import io.runstwice.jdbc.Database;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/** One more test for each guard. */
class GuardedByTests {

    private static final String KEYED = "without guard: mails key";
    private static final String INDEX = "without guard: db unique index one_charge";

    private static Results needed;

    @BeforeAll
    static void runOnce() {
        needed = TestKit.run(NeededTestCases.class);
    }

    @Test
    void guardsThatAreNeeded_areTestsOfTheirOwnAfterTheOthers() {
        Results results = needed;

        assertThat(results.failures()).isEmpty();
        assertThat(results.tests()).startsWith("one delivery, no fault").endsWith(KEYED, INDEX);
        assertThat(results.published("guard"))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("NeededTestCases.job needs its guard \"mails key\": without it there is a double effect");
        assertThat(results.published("certificate")).hasSize(results.tests().size() - 2);
    }

    @Test
    void worldAndGuard_arePutBack() {
        assertThat(NeededTestCases.db.query("select count(*) from charges")).isEqualTo(0L);
        assertThat(NeededTestCases.db.query("select count(*) from invoices")).isEqualTo(0L);
        assertThat(NeededTestCases.db.query(
                        "select count(*) from information_schema.indexes where index_name = 'ONE_CHARGE'"))
                .isEqualTo(1L);
    }

    @Test
    void guardAlone_isSelectedByItsNumber() {
        int last = needed.tests().size();
        Results one = TestKit.runOnly(NeededTestCases.class, last);

        assertThat(one.failures()).isEmpty();
        assertThat(one.published("guard")).singleElement().asString().contains("db unique index one_charge");
        assertThat(TestKit.runOnly(NeededTestCases.class, last + 1).failure())
                .hasMessageContaining("this point is gone");
    }

    @Test
    void guardsThatAreNot_areRed() {
        Results results = TestKit.run(NotNeededTestCases.class);

        assertThat(results.failures())
                .containsOnlyKeys(
                        "without guard: db row locks", INDEX, KEYED, "without guard: database dedup check charges");
        assertThat(results.failures().get("without guard: db row locks"))
                .isExactlyInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("was never met, so nothing was removed");
        assertThat(results.failures().get(INDEX))
                .hasMessageContaining("either it is not needed or the test does not test it");
        assertThat(results.failures().get(KEYED)).hasMessageContaining("expected   lost effect");
        assertThat(results.failures().get("without guard: database dedup check charges"))
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("the watched ones are [db, mails]");
    }

    @Test
    void replayBesideIt_asksForThatScheduleOnly() {
        assertThat(TestKit.run(ReplayedTestCases.class).tests()).containsExactly("replay D1; D2");
    }

    @Test
    void alone_isWrong() {
        for (Class<?> alone : List.of(AloneTestCases.class, SeveralAloneTestCases.class)) {
            assertThat(TestKit.run(alone).failure())
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageContaining("`@GuardedBy` needs `@RunsTwiceSafely` beside it");
        }
    }

    @Test
    void indexWithoutAName_isWrong() {
        assertThat(TestKit.run(NamelessTestCases.class).failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("a guard that is a unique index needs a name");
    }

    private static Database watched() {
        return Database.watching(() -> {
            javax.sql.DataSource source = Worlds.h2();
            Worlds.execute(source, "create unique index one_charge on charges (invoice_id)");
            return source;
        });
    }

    static class NeededTestCases {

        @Watched
        static final Database db = watched();

        @Watched
        static final Effects mails = Effects.keyed();

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely(preemptions = 0, copies = 1)
        @GuardedBy(guard = KEY, of = "mails")
        @GuardedBy(guard = UNIQUE_INDEX, of = "db", name = "one_charge")
        void job() {
            Worlds.executeOnce(db.dataSource(), "insert into charges (invoice_id, cents) values (42, 1999)");
            mails.perform("mail", "charged-42", "you were charged");
        }
    }

    static class NotNeededTestCases {

        @Watched
        static final Database db = watched();

        @Watched
        static final Effects mails = Effects.keyed();

        @BeforeEach
        void anInvoice() {
            db.execute(Jobs.INVOICE);
        }

        @RunsTwiceSafely(preemptions = 0, copies = 1)
        @GuardedBy(guard = ROW_LOCKS, of = "db")
        @GuardedBy(guard = UNIQUE_INDEX, of = "db", name = "one_charge")
        @GuardedBy(guard = KEY, of = "mails", against = LOST_EFFECT)
        @GuardedBy(guard = DEDUP_CHECK, of = "database", name = "charges")
        void job() {
            Jobs.chargeOnce(db.dataSource());
            mails.perform("mail", "charged-42", "you were charged");
        }
    }

    static class ReplayedTestCases {

        @Watched
        final Effects mails = Effects.keyed();

        @RunsTwiceSafely
        @GuardedBy(guard = KEY, of = "mails")
        @Replay("D1; D2")
        void job() {
            mails.perform("mail", "charged-42", "you were charged");
        }
    }

    static class AloneTestCases {

        @GuardedBy(guard = KEY, of = "mails")
        void job() {}
    }

    static class SeveralAloneTestCases {

        @GuardedBy(guard = KEY, of = "mails")
        @GuardedBy(guard = ROW_LOCKS, of = "db")
        void job() {}
    }

    static class NamelessTestCases {

        @Watched
        final Effects mails = Effects.keyed();

        @RunsTwiceSafely
        @GuardedBy(guard = UNIQUE_INDEX, of = "mails")
        void job() {}
    }
}
