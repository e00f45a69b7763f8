package io.runstwice.examples.i03listmail;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Names each mail by message and recipient, the same in each run: the receiver drops what it has. */
final class FixedListMailJob {

    /** A mail service that takes a key and sends once per key. */
    interface KeyedMailer {
        void send(String key, String address, String body);
    }

    private final Mailbox mailbox;
    private final KeyedMailer mailer;

    FixedListMailJob(DataSource database, KeyedMailer mailer) {
        this.mailbox = new Mailbox(database);
        this.mailer = mailer;
    }

    void perform(long messageId) throws SQLException {
        Optional<String> body = mailbox.waiting(messageId);
        if (body.isEmpty()) {
            return;
        }
        for (String address : mailbox.subscribers()) {
            mailer.send("message-" + messageId + "-to-" + address, address, body.get());
        }
        mailbox.delete(messageId);
    }
}
