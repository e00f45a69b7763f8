package io.runstwice.junit.contract;

import io.runstwice.fixture.Postgres;
import io.runstwice.world.Safeguard;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

/** Each test makes databases. */
@Tag("exhaustive")
class PostgreSqlContractTests extends DatabaseContract {

    @Override
    DataSource source() throws Exception {
        return Postgres.database("c" + UUID.randomUUID().toString().replace("-", ""), List.of());
    }

    @Override
    protected List<Safeguard> guards() {
        return List.of(
                new Safeguard(Safeguard.Form.ROW_LOCKS, ""),
                new Safeguard(Safeguard.Form.ADVISORY_LOCKS, ""),
                new Safeguard(Safeguard.Form.UNIQUE_INDEX, "locks_pkey"),
                new Safeguard(Safeguard.Form.DEDUP_CHECK, "locks"));
    }
}
