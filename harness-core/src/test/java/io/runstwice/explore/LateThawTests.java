package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.jdbc.Database;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that goes on long after its message was settled by another one, when what kept it from acting twice has been forgotten. */
@Timeout(300)
class LateThawTests {

    private static final String FORGET = "delete from seen where at < now() - interval '30 minutes'";

    private final Database db = Database.watching(Postgres.database(
            "late_thaw",
            List.of(
                    "create table jobs (id int primary key, done boolean not null)",
                    "create table seen (number int primary key, at timestamptz not null)",
                    "create table mails (number int not null)")));

    /** It looks whether the message is done, and then sends the mail unless a record of the last half hour says that it was sent. */
    private Verdict sending(String done) {
        db.notComparing("seen");
        return RunsTwice.job("Mail", delivery -> {
                    try (Connection connection = db.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        if (Numbers.of(statement, "select count(*) from jobs where done") == 0) {
                            connection.setAutoCommit(false);
                            statement.executeUpdate(FORGET);
                            if (statement.executeUpdate("insert into seen values (1, now()) on conflict do nothing")
                                            == 1
                                    && statement.executeUpdate(done) == 1) {
                                statement.executeUpdate("insert into mails values (1)");
                            }
                            connection.commit();
                        }
                    }
                })
                .given(() -> db.execute("insert into jobs values (1, false)"))
                .watching("db", db)
                .within(Bounds.standard().copies(1))
                .explore();
    }

    @Test
    void recordThatIsForgotten_doublesTheMailOfAZombie() {
        Verdict verdict = sending("update jobs set done = true where id = 1");

        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.counterexamples().get(0).schedule())
                .hasToString("D1 pause before db DELETE seen #1; D2; 1h later D1");
    }

    @Test
    void recordThatIsAskedOnceMore_isSafe() {
        Verdict verdict = sending("update jobs set done = true where id = 1 and not done");

        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
    }
}
