package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.ScriptedGate.Hand;
import io.runstwice.world.Snapshot;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Putting back does no more than is needed, and no less. */
class RestoreTests {

    @Test
    void sequenceThatMovedWhileNoRowDid_isPutBack() throws Exception {
        var source = Servers.postgres();
        Servers.run(source, "create table t (id int primary key)", "create sequence s");
        ScriptedGate gate = new ScriptedGate();
        Database db = Database.watching(source);
        db.open("db", gate);
        try {
            Snapshot before = db.capture();
            gate.as(new Hand("D1"), () -> {
                try (Connection connection = db.dataSource().getConnection();
                        Statement statement = connection.createStatement()) {
                    return statement.execute("select nextval('s')");
                }
            });

            db.restore(before);

            assertThat(db.query("select nextval('s')")).isEqualTo(1L);
        } finally {
            db.close();
        }
    }
}
