package io.runstwice.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.runstwice.Bounds;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobLauncher;
import org.springframework.batch.core.repository.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JobRepositoryFactoryBean;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Engines that keep their queue in the database: however many states they have, crashes are explored to the end, or two
 * deep at least.
 */
@Timeout(3_600)
class EnginesTests {

    private static final String CHARGES = "create table charges (id int primary key, amount int)";

    private static void charge(DataSource dataSource) {
        new JdbcTemplate(dataSource).update("insert into charges values (42, 1999) on conflict do nothing");
    }

    private static Verdict crashes(String name, Job job, Database db, String given) {
        return crashes(name, job, db, given, Bounds.standard());
    }

    private static Verdict crashes(String name, Job job, Database db, String given, Bounds bounds) {
        return RunsTwice.job(name, job)
                .given(() -> db.execute(given))
                .watching(db)
                .within(bounds.oneAtATime())
                .explore();
    }

    /** A tick finds what a dead scheduler left behind, the next one executes it. */
    @Test
    @Tag("exhaustive")
    void dbScheduler_closes() {
        Database db = Database.watching(Postgres.database(
                        "db_scheduler",
                        List.of(
                                CHARGES,
                                "create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,"
                                        + " execution_time timestamptz not null, picked boolean not null, picked_by text,"
                                        + " last_success timestamptz, last_failure timestamptz, consecutive_failures int,"
                                        + " last_heartbeat timestamptz, version bigint not null, priority smallint,"
                                        + " primary key (task_name, task_instance))")))
                .notComparing("scheduled_tasks");
        OneTimeTask<Void> pay = Tasks.oneTime("pay").execute((instance, context) -> charge(db.dataSource()));
        Job twoTicks = delivery -> {
            SettableClock clock = new SettableClock();
            ManualScheduler scheduler = TestHelper.createManualScheduler(db.dataSource(), pay)
                    .clock(clock)
                    .build();
            for (int tick = 0; tick < 2; tick++) {
                clock.set(Instant.now());
                scheduler.runDeadExecutionDetection();
                scheduler.runAnyDueExecutions();
            }
            mustBeEmpty(db.dataSource(), "scheduled_tasks");
        };

        Verdict verdict = crashes(
                "db-scheduler",
                twoTicks,
                db,
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " values ('pay', '42', now() - interval '1 minute', false, 1)");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).as(verdict.toString()).isTrue();
    }

    private static void mustBeEmpty(DataSource dataSource, String table) {
        if (new JdbcTemplate(dataSource).queryForObject("select count(*) from " + table, Integer.class) > 0) {
            throw new IllegalStateException("not done yet");
        }
    }

    /**
     * Each start of a job leaves an execution behind, so that this grows with each crash. Executions of the dead are
     * failed first, as its documentation asks for. The step commits its charge before its end, so the charge is made
     * once by a key.
     *
     * <p>One fault leads to 67 states, from which a second crash takes some 900 runs; what 1,000 runs leave out is
     * deeper than that. Lost messages are cut after one, which is why the line of crashes says one.
     */
    @Test
    @Tag("proof")
    void springBatch_isExploredTwoDeep() {
        Database db = Database.watching(Postgres.database(
                        "spring_batch",
                        Stream.concat(
                                        Stream.of(CHARGES),
                                        schema("/org/springframework/batch/core/schema-postgresql.sql"))
                                .toList()))
                .notComparing("batch_job_execution")
                .notComparing("batch_job_execution_context")
                .notComparing("batch_job_execution_params")
                .notComparing("batch_step_execution")
                .notComparing("batch_step_execution_context");

        Verdict verdict = crashes(
                "Spring Batch",
                delivery -> launch(db.dataSource()),
                db,
                "select 1",
                Bounds.standard().schedules(1_000).guard(Duration.ofMinutes(30)));

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.certificate())
                .contains("schedules of more than 2 crashes were cut")
                .doesNotContain("schedules of more than 1 crash were cut");
    }

    private static void launch(DataSource dataSource) throws Exception {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        for (String executions : List.of("batch_job_execution", "batch_step_execution")) {
            template.update("update " + executions
                    + " set status = 'FAILED', end_time = now() where status in ('STARTING', 'STARTED', 'UNKNOWN')");
        }
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        JobRepositoryFactoryBean repositories = new JobRepositoryFactoryBean();
        repositories.setDataSource(dataSource);
        repositories.setTransactionManager(transactions);
        repositories.setDatabaseType("POSTGRES");
        repositories.afterPropertiesSet();
        JobRepository repository = repositories.getObject();
        TaskExecutorJobLauncher launcher = new TaskExecutorJobLauncher();
        launcher.setJobRepository(repository);
        launcher.afterPropertiesSet();
        JobParameters invoice =
                new JobParametersBuilder().addLong("invoice", 42L).toJobParameters();
        try {
            if (launcher.run(charging(dataSource, transactions, repository), invoice)
                    .getStatus()
                    .isUnsuccessful()) {
                throw new IllegalStateException("not done yet");
            }
        } catch (JobInstanceAlreadyCompleteException done) {
            // by an earlier delivery
        }
    }

    private static org.springframework.batch.core.Job charging(
            DataSource dataSource, JdbcTransactionManager transactions, JobRepository repository) {
        return new JobBuilder("pay", repository)
                .start(new StepBuilder("charge", repository)
                        .tasklet(
                                (contribution, context) -> {
                                    charge(dataSource);
                                    return RepeatStatus.FINISHED;
                                },
                                transactions)
                        .build())
                .build();
    }

    private static Stream<String> schema(String resource) {
        try (InputStream in = EnginesTests.class.getResourceAsStream(resource)) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
