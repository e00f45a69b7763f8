package io.runstwice.examples.i11outboxlease;

import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Mails that were committed and have to go out. */
record Outbox(DataSource database) {

    record Mail(long id, String address) {}

    List<Mail> pending() throws SQLException {
        return Sql.all(
                database,
                row -> new Mail(row.getLong("id"), row.getString("address")),
                "SELECT id, address FROM outbox WHERE NOT sent ORDER BY id");
    }

    void markSent(Mail mail) throws SQLException {
        Sql.update(database, "UPDATE outbox SET sent = true WHERE id = ?", mail.id());
    }

    /** Whether this mail is the owner's for five minutes from now: no worker has sent it, and none is at it. */
    boolean claim(Mail mail, UUID owner) throws SQLException {
        return Sql.update(
                        database,
                        "UPDATE outbox SET claimed_by = ?, claimed_until = now() + interval '5 minutes'"
                                + " WHERE id = ? AND NOT sent AND (claimed_until IS NULL OR claimed_until < now())",
                        owner,
                        mail.id())
                == 1;
    }

    /** Does nothing if the claim has lapsed and another worker has taken over. */
    void markSentBy(Mail mail, UUID owner) throws SQLException {
        Sql.update(
                database,
                "UPDATE outbox SET sent = true, claimed_by = NULL, claimed_until = NULL WHERE id = ? AND claimed_by = ?",
                mail.id(),
                owner);
    }
}
