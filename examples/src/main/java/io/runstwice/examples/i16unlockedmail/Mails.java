package io.runstwice.examples.i16unlockedmail;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Mails that wait to be sent. */
record Mails(DataSource database) {

    /** The address, unless the mail has been sent. */
    Optional<String> unsent(long id) throws SQLException {
        return Sql.first(
                database, row -> row.getString("address"), "SELECT address FROM mails WHERE id = ? AND NOT sent", id);
    }

    void markSent(long id) throws SQLException {
        Sql.update(database, "UPDATE mails SET sent = true WHERE id = ?", id);
    }

    /** The address, if no worker has sent the mail and none is at it: it is the owner's for five minutes from now. */
    Optional<String> claim(long id, UUID owner) throws SQLException {
        return Sql.first(
                database,
                row -> row.getString("address"),
                "UPDATE mails SET claimed_by = ?, claimed_until = now() + interval '5 minutes'"
                        + " WHERE id = ? AND NOT sent AND (claimed_until IS NULL OR claimed_until < now())"
                        + " RETURNING address",
                owner,
                id);
    }

    /** Whether the claim still held. If it did not, the worker that has it now will send once more, and mark it. */
    boolean markSentBy(long id, UUID owner) throws SQLException {
        return Sql.update(
                        database,
                        "UPDATE mails SET sent = true, claimed_by = NULL, claimed_until = NULL"
                                + " WHERE id = ? AND claimed_by = ?",
                        id,
                        owner)
                == 1;
    }
}
