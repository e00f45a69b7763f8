package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.Database;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.jdbc.Sql;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Beside Spring's extension, whose callbacks come before ours. */
class SpringTests {

    @Test
    void worldThatSqlSetsUp_isSeenByTheJobAndPutBackAfterEachTest() {
        Results results = TestKit.run(SafeTestCases.class);

        assertThat(results.failures()).isEmpty();
        assertThat(results.passed()).contains("one delivery, no fault", "crash after db COMMIT #1");
    }

    @Test
    void jobThatChargesAgain_isFoundThroughJdbcTemplate() {
        assertThat(TestKit.run(UnsafeTestCases.class).failures().values())
                .hasSize(7)
                .first()
                .asString()
                .contains("UnsafeTestCases.job is not safe to run twice: double effect");
    }

    @Test
    void transactionalTest_isRefused() {
        Results results = TestKit.run(TransactionalTestCases.class);

        assertThat(results.failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "`@RunsTwiceSafely` needs a test without a transaction, but `TransactionalTestCases.job` runs inside"
                                + " one (`@Transactional`?), and no worker could see what it holds. Remove `@Transactional`"
                                + " from the test: the world is put back without it.");
    }

    @Configuration
    static class Beans {

        @Bean
        DataSource dataSource() {
            return Worlds.postgres();
        }

        @Bean
        PlatformTransactionManager transactions(DataSource source) {
            return new DataSourceTransactionManager(source);
        }
    }

    @SpringJUnitConfig(Beans.class)
    @Sql(statements = Jobs.INVOICE)
    abstract static class SpringCase {

        @Autowired
        DataSource source;

        @Watched
        final Database db = Database.watching(() -> source);
    }

    static class SafeTestCases extends SpringCase {

        @RunsTwiceSafely
        void job() {
            TransactionTemplate transaction =
                    new TransactionTemplate(new DataSourceTransactionManager(db.dataSource()));
            transaction.executeWithoutResult(status -> {
                JdbcTemplate jdbc = new JdbcTemplate(db.dataSource());
                jdbc.queryForList("select id from invoices where id = 42 for update");
                Integer charges =
                        jdbc.queryForObject("select count(*) from charges where invoice_id = 42", Integer.class);
                if (charges != null && charges == 0) {
                    jdbc.update("insert into charges (invoice_id, cents) values (?, ?)", 42, 1999);
                }
            });
        }
    }

    @Sql(statements = Jobs.INVOICE)
    @Sql(statements = "delete from invoices", executionPhase = Sql.ExecutionPhase.AFTER_TEST_METHOD)
    static class UnsafeTestCases extends SpringCase {

        @RunsTwiceSafely
        void job() {
            new JdbcTemplate(db.dataSource()).update("insert into charges (invoice_id, cents) values (?, ?)", 42, 1999);
        }
    }

    @Transactional
    static class TransactionalTestCases extends SpringCase {

        @RunsTwiceSafely
        void job() {
            Jobs.chargeOnce(db.dataSource());
        }
    }
}
