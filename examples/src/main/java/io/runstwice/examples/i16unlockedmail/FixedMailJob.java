package io.runstwice.examples.i16unlockedmail;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Claims, sends, marks; and says that a mail is sent only when it is marked. */
final class FixedMailJob {

    private final Mails mails;
    private final Mailer mailer;

    FixedMailJob(DataSource database, Mailer mailer) {
        this.mails = new Mails(database);
        this.mailer = mailer;
    }

    void perform(long mailId) throws SQLException {
        UUID me = UUID.randomUUID();
        Optional<String> address = mails.claim(mailId, me);
        boolean marked = false;
        if (address.isPresent()) {
            mailer.send("mail-" + mailId, address.get());
            marked = mails.markSentBy(mailId, me);
        }
        if (!marked && mails.unsent(mailId).isPresent()) {
            throw new IllegalStateException("mail " + mailId + " is in somebody else's hands");
        }
    }
}
