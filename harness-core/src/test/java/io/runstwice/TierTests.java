package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import io.runstwice.world.Misuse;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guard in static memory holds for the threads of one JVM only. */
class TierTests {

    private static final Bounds OVERLAPPING = Bounds.standard().copies(2).preemptions(Bounds.ANY);

    private final Database db = Database.watching(TierTests::source);

    private static DataSource source() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Guarded.run(source, Guarded.SCHEMA);
        return source;
    }

    private RunsTwice describe(Class<? extends Job> job, Tier tier) {
        return RunsTwice.job(job).watching(db).within(OVERLAPPING).tier(tier);
    }

    @ParameterizedTest
    @ValueSource(classes = {Guarded.BySynchronized.class, Guarded.ByLock.class, Guarded.ByMap.class})
    void staticGuard_isSafeForThreads(Class<? extends Job> job) {
        Verdict verdict = describe(job, Tier.THREAD).explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
        assertThat(verdict.certificate())
                .contains("a guard in its static memory (a lock, a map) holds in one JVM only");
    }

    @ParameterizedTest
    @ValueSource(classes = {Guarded.BySynchronized.class, Guarded.ByLock.class, Guarded.ByMap.class})
    void staticGuard_isUnsafeForProcesses(Class<? extends Job> job) {
        Verdict verdict = describe(job, Tier.CLASSLOADER).explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.DOUBLE_EFFECT);
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before db INSERT charges #1; copy D2; D1");
    }

    /** A job whose guard lies in another class. */
    static final class GuardedElsewhere extends Guarded {

        public static final class Elsewhere {
            public static final ReentrantLock LOCK = new ReentrantLock();
        }

        @Override
        public void perform(Delivery delivery) throws SQLException {
            Elsewhere.LOCK.lock();
            try {
                chargeUnlessCharged(delivery);
            } finally {
                Elsewhere.LOCK.unlock();
            }
        }
    }

    @Test
    void guardInSharedMemory_holdsAndTheCertificateSaysSo() {
        RunsTwice fresh = describe(GuardedElsewhere.class, Tier.CLASSLOADER);

        assertThat(fresh.explore().isUnsafe()).isTrue();
        Verdict sharing =
                fresh.sharing(GuardedElsewhere.Elsewhere.class.getName()).explore();
        assertThat(sharing.isSafe()).as(sharing.toString()).isTrue();
        assertThat(sharing.certificate())
                .contains(
                        "the static memory of io.runstwice.TierTests$GuardedElsewhere$Elsewhere is shared by all deliveries");
    }

    @Test
    void jobThatIsSharedItself_isRefused() {
        RunsTwice described = describe(Guarded.ByLock.class, Tier.CLASSLOADER).sharing("io.runstwice");

        assertThatThrownBy(described::explore)
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("loads io.runstwice.Guarded$ByLock afresh for every delivery, but it is shared");
    }

    @Test
    void counterexample_isReplayedInItsTierOnly() {
        var schedule = describe(Guarded.ByLock.class, Tier.CLASSLOADER)
                .explore()
                .counterexamples()
                .get(0)
                .schedule();

        assertThat(describe(Guarded.ByLock.class, Tier.CLASSLOADER)
                        .replay(schedule)
                        .explore()
                        .isUnsafe())
                .isTrue();
        assertThat(describe(Guarded.ByLock.class, Tier.THREAD)
                        .replay(schedule)
                        .explore()
                        .isUnsafe())
                .isFalse();
    }

    @Test
    void memoryOfWhatWasSeen_isGoneWithTheProcess() {
        Verdict verdict = describe(Guarded.BySeenInMemory.class, Tier.CLASSLOADER)
                .within(Bounds.standard().copies(1).preemptions(0))
                .explore();

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule()).hasToString("D1 acknowledgement lost; D2");
    }

    @Test
    void memoryOfWhatWasSeen_outlivesEveryRunOfThreads() {
        Verdict verdict = describe(Guarded.BySeenInMemory.class, Tier.THREAD).explore();

        assertThat(verdict.reason()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("run 2 took another path at interaction 1 (db INSERT charges #1, then its end)")
                .contains("static memory"));
    }

    @Test
    void guardOfTheDatabase_isSafeForProcesses() {
        Verdict verdict = describe(Guarded.ByKey.class, Tier.CLASSLOADER).explore();

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).isTrue();
        assertThat(verdict.certificate())
                .startsWith("ByKey is safe to run twice")
                .contains("each delivery has classes of its own")
                .doesNotContain("one JVM");
    }

    @Test
    void lambda_cannotBeMadeAnew() {
        RunsTwice described = RunsTwice.job("charge", delivery -> Guarded.run(db.dataSource(), "delete from charges"))
                .watching(db)
                .tier(Tier.CLASSLOADER);

        assertThatThrownBy(described::explore)
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("\"charge\" is a lambda or an object")
                .hasMessageContaining("RunsTwice.job(JobClass.class)");
    }

    @Test
    void classOfWhichNoObjectCanBeMade_isRefused() {
        class Inner implements Job {
            @Override
            public void perform(Delivery delivery) {
                Guarded.run(db.dataSource(), "delete from charges");
            }
        }
        Job lambda = delivery -> {};

        assertThatThrownBy(() -> RunsTwice.job(Inner.class))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("Inner has none that can be called");
        assertThatThrownBy(() -> RunsTwice.job(lambda.getClass())).isInstanceOf(Misuse.class);
        assertThatThrownBy(() -> RunsTwice.job(Guarded.class)).isInstanceOf(Misuse.class);
    }

    @Test
    void resourceThatIsNotWatched_isNamedWithThoseThatAre() {
        Verdict verdict =
                RunsTwice.job(Guarded.ByKey.class).watching("ledger", db).explore();

        assertThat(verdict.reason()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("needs Database \"db\", but what is watched is [ledger]"));
    }
}
