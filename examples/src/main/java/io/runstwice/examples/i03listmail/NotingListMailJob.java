package io.runstwice.examples.i03listmail;

import io.runstwice.examples.i03listmail.BrokenListMailJob.Mailer;
import io.runstwice.examples.support.Sql;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The best that can be done with a receiver without keys: each mail is noted after it was sent. A run that dies between
 * the two sends one mail twice; noting first would lose it instead. There is no third order.
 */
final class NotingListMailJob {

    private final DataSource database;
    private final Mailbox mailbox;
    private final Mailer mailer;

    NotingListMailJob(DataSource database, Mailer mailer) {
        this.database = database;
        this.mailbox = new Mailbox(database);
        this.mailer = mailer;
    }

    void perform(long messageId) throws SQLException {
        Optional<String> body = mailbox.waiting(messageId);
        if (body.isEmpty()) {
            return;
        }
        for (String address : mailbox.subscribers()) {
            if (!isRelayed(messageId, address)) {
                mailer.send(address, body.get());
                Sql.update(database, "INSERT INTO relayed (message_id, address) VALUES (?, ?)", messageId, address);
            }
        }
        mailbox.delete(messageId);
    }

    private boolean isRelayed(long messageId, String address) throws SQLException {
        return Sql.first(
                        database,
                        row -> row.getString("address"),
                        "SELECT address FROM relayed WHERE message_id = ? AND address = ?",
                        messageId,
                        address)
                .isPresent();
    }
}
