package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whatever a job is written with, and wherever its pool is: a killed worker takes no connection along, and the verdict
 * is that of plain JDBC.
 */
@Tag("exhaustive")
@Timeout(300)
class PooledJobsTests {

    private static final List<String> SCHEMA = List.of(
            "create table accounts (id int primary key, charges int not null)",
            "create sequence charges_seq increment by 50",
            "create table charges (id bigint primary key, account int not null)");

    /** Where the pool is. */
    enum Pool {
        ABOVE_THE_TAP,
        BELOW_THE_TAP
    }

    /**
     * What the job is written with: it looks for a charge of account 7 and books one, with or without a lock on the
     * account.
     */
    enum Style {
        PLAIN {
            @Override
            Work on(DataSource source) {
                return locking -> plain(source, locking);
            }
        },
        SPRING_JDBC {
            @Override
            Work on(DataSource source) {
                JdbcTemplate jdbc = new JdbcTemplate(source);
                TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
                return locking -> transaction.executeWithoutResult(begun -> {
                    jdbc.queryForObject(look(locking), Integer.class);
                    if (jdbc.queryForObject(COUNT, Integer.class) == 0) {
                        jdbc.update(CHARGE);
                    }
                });
            }
        },
        HIBERNATE {
            @Override
            Work on(DataSource source) {
                SessionFactory factory = new Configuration()
                        .addAnnotatedClass(Charge.class)
                        .addAnnotatedClass(Account.class)
                        .addProperties(properties(source))
                        .buildSessionFactory();
                return locking -> factory.inTransaction(session -> {
                    session.find(Account.class, 7, locking ? LockModeType.PESSIMISTIC_WRITE : LockModeType.NONE);
                    if (session.createQuery("select count(*) from Charge", Long.class)
                                    .getSingleResult()
                            == 0) {
                        session.persist(new Charge());
                    }
                });
            }
        };

        abstract Work on(DataSource source);
    }

    interface Work {
        void charge(boolean locking) throws Exception;
    }

    private static final String COUNT = "select count(*) from charges";
    private static final String CHARGE = "insert into charges values (nextval('charges_seq'), 7)";

    private static String look(boolean locking) {
        return "select charges from accounts where id = 7" + (locking ? " for update" : "");
    }

    private static void plain(DataSource source, boolean locking) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery(look(locking)).close();
                try (ResultSet count = statement.executeQuery(COUNT)) {
                    count.next();
                    if (count.getInt(1) > 0) {
                        return;
                    }
                }
                statement.executeUpdate(CHARGE);
            }
            connection.commit();
        }
    }

    private static Properties properties(DataSource source) {
        Properties properties = new Properties();
        properties.put("hibernate.connection.datasource", source);
        return properties;
    }

    @Entity(name = "Charge")
    @Table(name = "charges")
    static class Charge {
        @Id
        @GeneratedValue
        private Long id;

        @SuppressWarnings("unused")
        private int account = 7;
    }

    @Entity
    @Table(name = "accounts")
    static class Account {
        @Id
        private Integer id;

        @SuppressWarnings("unused")
        private int charges;
    }

    static Stream<Arguments> everyKind() {
        return Stream.of(Pool.values())
                .flatMap(pool -> IntStream.of(1, 2, 5).boxed().flatMap(size -> Stream.of(Style.values())
                        .map(style -> Arguments.of(pool, size, style))));
    }

    private static HikariDataSource pool(DataSource below, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(below);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    private static Verdict explore(Database db, DataSource jobs, Style style, boolean locking) {
        Work work = style.on(jobs);
        Job job = delivery -> work.charge(locking);
        return RunsTwice.job("Charging", job)
                .given(() -> db.execute("insert into accounts values (7, 0)"))
                .watching(db)
                .explore();
    }

    private static Verdict explore(Pool where, int size, Style style, boolean locking) {
        DataSource server = Postgres.database("pooled_jobs", SCHEMA);
        if (where == Pool.ABOVE_THE_TAP) {
            Database db = Database.watching(server);
            try (HikariDataSource pool = pool(db.dataSource(), size)) {
                return explore(db, pool, style, locking);
            }
        }
        try (HikariDataSource pool = pool(server, size)) {
            Database db = Database.watching(pool);
            return explore(db, db.dataSource(), style, locking);
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    @Tag("proof")
    void lookUnderALock_inPoolsOfEverySize_isSafe(Pool where, int size, Style style) {
        lookUnderALock_isSafe(where, size, style);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void lookUnderALock_isSafe(Pool where, int size, Style style) {
        Verdict verdict = explore(where, size, style, true);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).as(verdict.toString()).isTrue();
    }

    static Stream<Arguments> pairs() {
        return everyKind().filter(kind -> kind.get()[1].equals(2));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void lookWithoutALock_isUnsafe(Pool where, int size, Style style) {
        Verdict verdict = explore(where, size, style, false);

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }

    /**
     * The delivery that has the only connection keeps the others out, in this one JVM; and sees nothing that a killed
     * worker did not commit.
     */
    @ParameterizedTest
    @EnumSource
    @Tag("proof")
    void lookWithoutALock_onTheOnlyConnection_isSafe(Pool where) {
        Verdict verdict = explore(where, 1, Style.PLAIN, false);

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
