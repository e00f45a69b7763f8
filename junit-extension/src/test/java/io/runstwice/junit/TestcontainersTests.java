package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.Database;
import io.runstwice.watchdog.Watchdog;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Beside Testcontainers. Without Docker this shows only that a class that Testcontainers skips is not occupied. */
class TestcontainersTests {

    @Test
    void databaseInContainer_isExploredWhereThereIsDocker() {
        Watchdog.containers("org.testcontainers.sessionId=" + DockerClientFactory.SESSION_ID);
        Results results = TestKit.run(ContainerTestCases.class);

        assertThat(results.failures()).isEmpty();
        if (DockerClientFactory.instance().isDockerAvailable()) {
            assertThat(results.passed()).contains("crash after db INSERT notes #1");
        } else {
            assertThat(results.tests()).isEmpty();
            assertThat(results.skipped()).containsExactly("TestcontainersTests$ContainerTestCases");
        }
    }

    @Testcontainers(disabledWithoutDocker = true)
    static class ContainerTestCases {

        @Container
        static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:17");

        @Watched
        static final Database db = Database.watching(ContainerTestCases::source);

        @RunsTwiceSafely
        void job() {
            Worlds.executeOnce(db.dataSource(), "insert into notes (id, words) values (1, 'x')");
        }

        private static DataSource source() {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(postgres.getJdbcUrl());
            source.setUser(postgres.getUsername());
            source.setPassword(postgres.getPassword());
            Worlds.execute(source, "create table notes (id serial primary key, words text)");
            return source;
        }
    }
}
