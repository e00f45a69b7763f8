package io.runstwice.examples.i03listmail;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Relays to all recipients, then deletes: after a crash in between all of them get the mail again. */
final class BrokenListMailJob {

    /** A mail server as most are: it sends what it is given, each time. */
    interface Mailer {
        void send(String address, String body);
    }

    private final Mailbox mailbox;
    private final Mailer mailer;

    BrokenListMailJob(DataSource database, Mailer mailer) {
        this.mailbox = new Mailbox(database);
        this.mailer = mailer;
    }

    void perform(long messageId) throws SQLException {
        Optional<String> body = mailbox.waiting(messageId);
        if (body.isEmpty()) {
            return;
        }
        for (String address : mailbox.subscribers()) {
            mailer.send(address, body.get());
        }
        mailbox.delete(messageId);
    }
}
