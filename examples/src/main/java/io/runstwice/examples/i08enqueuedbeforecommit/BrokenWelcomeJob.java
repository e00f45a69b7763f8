package io.runstwice.examples.i08enqueuedbeforecommit;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Takes "not there" for "no longer there". */
final class BrokenWelcomeJob {

    private final DataSource database;
    private final Gateway gateway;

    BrokenWelcomeJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long userId) throws Exception {
        Optional<String> address =
                Sql.first(database, row -> row.getString("address"), "SELECT address FROM users WHERE id = ?", userId);
        if (address.isEmpty()) {
            return;
        }
        gateway.create("messages", "welcome-" + userId, Map.of("to", address.get()));
    }
}
