package io.runstwice.jdbc.guard;

import io.runstwice.jdbc.schema.Reach;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Unique;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import io.runstwice.world.Misuse;
import io.runstwice.world.Worker;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A unique index is dropped. It is made again when the rows are back that it allows. */
final class AbsentIndex extends GuardRemoval {

    private final HarnessSession session;
    private final Unique index;
    private final Footprint table;
    private boolean dropped;

    AbsentIndex(AbsentGuard slot, HarnessSession session, Unique index, Relation table) {
        super(slot);
        this.session = session;
        this.index = index;
        this.table = new Footprint(Set.of(table.named(), Reach.rows(table.named())), Set.of());
    }

    @Override
    public void begin() throws Refused {
        try {
            run(index.drop());
        } catch (SQLException refused) {
            throw new Refused(
                    "the database keeps the unique index " + index.name() + ": " + refused.getMessage(), refused);
        }
        dropped = true;
        super.begin();
    }

    /** Only a statement that writes to its table can find it missing. */
    @Override
    public void before(Worker worker, Interaction interaction) {
        if (worker.delivers() && interaction.footprint().conflictsWith(table)) {
            meet();
        }
    }

    @Override
    public String unmet() {
        return "no delivery wrote to " + index.table();
    }

    @Override
    public void close() {
        super.close();
        if (dropped) {
            dropped = false;
            restore();
        }
    }

    private void restore() {
        try {
            run(index.create());
        } catch (SQLException refused) {
            throw new Misuse(
                    "The unique index " + index.name() + " was dropped for an exploration and could not be made again: "
                            + refused.getMessage() + ". Make it by hand: " + index.create(),
                    refused);
        }
    }

    private void run(String sql) throws SQLException {
        session.with(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
