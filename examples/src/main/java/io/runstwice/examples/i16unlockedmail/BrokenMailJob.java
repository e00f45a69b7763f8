package io.runstwice.examples.i16unlockedmail;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Looks, sends, marks: until it has marked, every other worker may look. */
final class BrokenMailJob {

    private final Mails mails;
    private final Mailer mailer;

    BrokenMailJob(DataSource database, Mailer mailer) {
        this.mails = new Mails(database);
        this.mailer = mailer;
    }

    void perform(long mailId) throws SQLException {
        Optional<String> address = mails.unsent(mailId);
        if (address.isEmpty()) {
            return;
        }
        mailer.send("mail-" + mailId, address.get());
        mails.markSent(mailId);
    }
}
