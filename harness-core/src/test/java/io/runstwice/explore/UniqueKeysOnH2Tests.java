package io.runstwice.explore;

import static io.runstwice.explore.SqlJob.isSafe;
import static io.runstwice.explore.SqlJob.isUnsafe;

import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.explore.SqlJob.On;
import io.runstwice.explore.SqlJob.Sql;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two copies meet at a unique key that one of them has not committed: H2 lets the other one try again and again, which
 * is a wait like any other.
 */
@Tag("exhaustive")
class UniqueKeysOnH2Tests {

    private static final List<String> SCHEMA = List.of(
            "create table events (id varchar(40) primary key)",
            "create table account (balance int)",
            "insert into account values (0)");

    private static Verdict judged(SqlJob job) throws SQLException {
        Database db = Database.watching(On.H2.fresh(SCHEMA)).disposable();
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = db.dataSource().getConnection()) {
                        connection.setAutoCommit(false);
                        job.perform(new Sql(connection));
                        connection.commit();
                    }
                })
                .watching(db)
                .explore();
    }

    @Test
    void insertedInOneTransactionWithItsEffect_isSafe() throws SQLException {
        isSafe(judged(sql -> {
            if (sql.isEmpty("events")) {
                sql.one("insert into events values ('e1')");
                sql.one("update account set balance = balance + 100");
            }
        }));
    }

    @Test
    void mergedWithoutALook_isUnsafe() throws SQLException {
        isUnsafe(judged(sql -> {
            sql.one("merge into events key (id) values ('e1')");
            sql.one("update account set balance = balance + 100");
        }));
    }

    @Test
    void mergedAlone_isSafe() throws SQLException {
        isSafe(judged(sql -> sql.one("merge into events key (id) values ('e1')")));
    }
}
