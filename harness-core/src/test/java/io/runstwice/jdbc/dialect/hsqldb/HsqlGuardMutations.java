package io.runstwice.jdbc.dialect.hsqldb;

import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Unique;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Guards are not taken away here. */
final class HsqlGuardMutations implements GuardMutations {

    private static Misuse unsupported() {
        return new Misuse(
                "Database takes no guards of HSQLDB away. Leave guards out of this test, or use PostgreSQL, H2 or"
                        + " MariaDB.");
    }

    @Override
    public List<Unique> uniques(Connection connection) {
        throw unsupported();
    }

    @Override
    public int hide(Connection connection, Relation table, List<@Nullable Object[]> rows) {
        throw unsupported();
    }
}
