package io.runstwice.examples.i11outboxlease;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;

/** Is alone for five minutes, and does not look at the clock. */
final class BrokenDrainJob {

    private final Outbox outbox;
    private final SchedulerLock lock;
    private final Gateway gateway;

    BrokenDrainJob(DataSource database, URI gateway) {
        this.outbox = new Outbox(database);
        this.lock = new SchedulerLock(database, "drain");
        this.gateway = new Gateway(gateway);
    }

    void perform() throws Exception {
        if (!lock.take()) {
            throw new IllegalStateException("another instance drains the outbox");
        }
        for (Outbox.Mail mail : outbox.pending()) {
            gateway.create("messages", Map.of("to", mail.address()));
            outbox.markSent(mail);
        }
        lock.release();
    }
}
