package io.runstwice.jdbc.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.Database;
import io.runstwice.jdbc.Servers;
import io.runstwice.world.Gate;
import io.runstwice.world.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The order of rows in a state. */
class RowOrderTests {

    /** The second row is written where the first one lay, so the server gives them in the other order. */
    @Test
    void rowsAreShownByTheirCells_whereverTheServerKeepsThem() {
        PGSimpleDataSource source = Servers.postgres();
        Servers.run(
                source,
                "create table t (id int primary key, n text)",
                "insert into t values (9, 'x'), (10, 'x')",
                "update t set n = 'y' where id = 9");
        Database db = Database.watching(source).disposable();
        db.open("db", Gate.open());
        try {
            assertThat(db.observe().tables().get(0).rows())
                    .extracting(row -> String.valueOf(row.cells().get(0)))
                    .containsExactly("9", "10");
        } finally {
            db.close();
        }
    }

    @Test
    void numbersAsText_countAsNumbers_andNothingComesFirst() {
        List<Row> rows =
                new ArrayList<>(List.of(Row.of("10", "b"), Row.of("9", "b"), Row.of("9", null), Row.of("9", "a")));
        rows.sort(new RowOrder());
        assertThat(rows).containsExactly(Row.of("9", null), Row.of("9", "a"), Row.of("9", "b"), Row.of("10", "b"));
    }
}
