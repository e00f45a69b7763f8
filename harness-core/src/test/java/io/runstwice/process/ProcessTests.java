package io.runstwice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.Bounds;
import io.runstwice.Delivery;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Tier;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.effect.Files;
import io.runstwice.fixture.Altered;
import io.runstwice.fixture.Postgres;
import io.runstwice.fork.ForkMain;
import io.runstwice.jdbc.Database;
import io.runstwice.judge.Violation;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Line;
import io.runstwice.world.Misuse;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a process has, what ends with it, and what does not. */
class ProcessTests {

    private static final List<String> CHARGES =
            List.of("create table charges(id bigint generated always as identity, invoice int not null)");
    private static final String TENANTS = "tenants";

    @AfterEach
    void noProcessIsLeft() {
        Stream<ProcessHandle> forks = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(ForkMain.class.getName()));
        assertThat(forks).isEmpty();
    }

    private static Verdict replay(Class<? extends Job> job, String schedule, Database db) {
        return RunsTwice.job(job)
                .watching("db", db)
                .within(Bounds.standard()
                        .copies(1)
                        .preemptions(0)
                        .deliveryWithin(Duration.ofSeconds(10))
                        .guard(Duration.ofMinutes(5)))
                .tier(Tier.PROCESS)
                .replay(Schedule.parse(schedule))
                .explore();
    }

    @Test
    void killedProcess_losesItsLocksAndMemoryAndKeepsItsFiles() throws IOException {
        Path home = java.nio.file.Files.createDirectories(Tenant.home(TENANTS));
        try {
            Database db = Database.watching(() -> Postgres.database(TENANTS, Tenant.SCHEMA))
                    .ignoring("facts");

            Verdict verdict = replay(Tenant.class, "D1 crash after db INSERT charges #1; D2", db);

            assertThat(verdict.isUnsafe()).as(verdict.toString()).isFalse();
            assertThat(facts(db, 1)).isEqualTo("false 1 true true false false");
            assertThat(facts(db, 2)).isEqualTo("true 1 true true true false");
        } finally {
            java.nio.file.Files.walk(home).sorted(Comparator.reverseOrder()).forEach(file -> file.toFile()
                    .delete());
        }
    }

    /** What the deliveries of one number found, if they all found the same. */
    private static Object facts(Database db, int worker) {
        return db.query(
                "select string_agg(value, ' ' order by first) from (select fact, value, min(id) first from facts"
                        + " where worker = ? group by fact, value) f",
                worker);
    }

    private static Database charges() {
        return Database.watching(() -> Postgres.database("quitters", CHARGES));
    }

    @Test
    void exit_isTheDeathOfItsWorker() {
        Verdict verdict = replay(Quitters.Exiting.class, "D1 lost reply of db INSERT charges #1", charges());

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).violation().kind()).isEqualTo(Violation.Kind.DOUBLE_EFFECT);
        assertThat(verdict.toString()).contains("✗ its process ended by itself, with exit code 3");
    }

    @Test
    @Tag("proof")
    void exitWithoutAnyFault_isSaid() {
        Verdict verdict = replay(Quitters.AlwaysExiting.class, "D1", charges());

        assertThat(verdict.reason()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("its process ended by itself, with exit code 4"));
    }

    @Test
    @Tag("proof")
    void silentProcess_isKilledAndNamed() {
        Verdict verdict = replay(Quitters.Silent.class, "D1 lost reply of db INSERT charges #1", charges());

        assertThat(verdict.reason()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("D1 did not return within 10000 ms")
                .contains("Quitters$Silent.giveUp"));
    }

    @Test
    void databaseWithinThisJvm_isRefused() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:forked;DB_CLOSE_DELAY=-1");

        assertThatThrownBy(() -> replay(Quitters.Exiting.class, "D1", Database.watching(source)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("jdbc:h2:mem:forked;DB_CLOSE_DELAY=-1 lives within this one");
    }

    /** Does nothing with files. */
    static final class Idle implements Job {

        @Override
        public void perform(Delivery delivery) {
            // nothing is asked of it
        }
    }

    @Test
    void resourceWithoutStub_isRefused() {
        RunsTwice described = RunsTwice.job(Idle.class)
                .watching(Files.watching(Path.of(System.getProperty("java.io.tmpdir"), "runstwice-stubless")))
                .tier(Tier.PROCESS);

        assertThatThrownBy(described::explore)
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("\"files\" cannot (io.runstwice.effect.Files)");
    }

    /** Cannot be made in any process. */
    static final class Unfit implements Stub.Maker {

        @Override
        public Resource make(Line line, List<String> words) {
            throw new IllegalStateException("no socket of the broker in " + words);
        }
    }

    private static Resource withUnfitStub() {
        return Altered.of(
                Effects.unkeyed(),
                (question, arguments, real) ->
                        question.getName().equals("stub") ? new Stub(Unfit.class, List.of("here")) : real.answer());
    }

    @Test
    void stubThatCannotBeMade_isSaidWithItsCause() {
        RunsTwice described =
                RunsTwice.job(Idle.class).watching("broker", withUnfitStub()).tier(Tier.PROCESS);

        assertThatThrownBy(described::explore)
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("could not fork a JVM")
                .hasMessageContaining("no socket of the broker in [here]");
    }
}
