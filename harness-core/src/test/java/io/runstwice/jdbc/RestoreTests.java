package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Snapshot;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Putting back does no more than is needed, and no less. */
class RestoreTests {

    @Test
    void sequenceOfAColumnThatMovedWhileNoRowDid_isPutBack() throws Exception {
        var source = Servers.postgres();
        Servers.run(source, "create table t (id serial primary key)");
        long first = drawnAgain(source, "t_id_seq");

        assertThat(first).isEqualTo(1L);
    }

    /** A worker may have drawn more than it used, and goes on from there. */
    @Test
    void sequenceOfNoColumn_goesOn() throws Exception {
        var source = Servers.postgres();
        Servers.run(source, "create table t (id int primary key)", "create sequence s");

        assertThat(drawnAgain(source, "s")).isGreaterThan(1L);
    }

    private static long drawnAgain(DataSource source, String sequence) throws Exception {
        ScriptedGate gate = new ScriptedGate();
        Database db = Database.watching(source);
        db.open("db", gate);
        try {
            Snapshot before = db.capture();
            gate.as(new Hand("D1"), () -> {
                try (Connection connection = db.dataSource().getConnection();
                        Statement statement = connection.createStatement()) {
                    return statement.execute("select nextval('" + sequence + "')");
                }
            });

            db.restore(before);

            return (long) db.query("select nextval('" + sequence + "')");
        } finally {
            db.close();
        }
    }
}
