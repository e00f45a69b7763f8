package io.runstwice.examples.i11outboxlease;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Sends what it could claim, under the row's name, and is done when everything is sent, by whomever. */
final class FixedDrainJob {

    private final Outbox outbox;
    private final Gateway gateway;

    FixedDrainJob(DataSource database, URI gateway) {
        this.outbox = new Outbox(database);
        this.gateway = new Gateway(gateway);
    }

    void perform() throws Exception {
        UUID me = UUID.randomUUID();
        for (Outbox.Mail mail : outbox.pending()) {
            if (outbox.claim(mail, me)) {
                gateway.create("messages", "outbox-" + mail.id(), Map.of("to", mail.address()));
                outbox.markSentBy(mail, me);
            }
        }
        if (!outbox.pending().isEmpty()) {
            throw new IllegalStateException("another instance is at the rest");
        }
    }
}
