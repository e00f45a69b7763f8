package io.runstwice.examples.i03listmail;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Mails to lists that have come in and wait to be relayed. */
record Mailbox(DataSource database) {

    /** The text of a mail that still waits, if it does. */
    Optional<String> waiting(long messageId) throws SQLException {
        return Sql.first(database, mail -> mail.getString("body"), "SELECT body FROM mailbox WHERE id = ?", messageId);
    }

    List<String> subscribers() throws SQLException {
        return Sql.all(database, row -> row.getString("address"), "SELECT address FROM subscribers ORDER BY address");
    }

    void delete(long messageId) throws SQLException {
        Sql.update(database, "DELETE FROM mailbox WHERE id = ?", messageId);
    }
}
