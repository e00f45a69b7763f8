package io.runstwice.examples.i18swallowedviolation;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;

/** Hears that another delivery was first, writes it down, and goes on. */
final class BrokenWebhookJob {

    private static final System.Logger LOG = System.getLogger(BrokenWebhookJob.class.getName());

    private final Deliveries deliveries;
    private final Gateway gateway;

    BrokenWebhookJob(DataSource database, URI gateway) {
        this.deliveries = new Deliveries(database);
        this.gateway = new Gateway(gateway);
    }

    void perform(String deliveryId) throws Exception {
        if (deliveries.exist(deliveryId)) {
            return;
        }
        if (!deliveries.insert(deliveryId)) {
            LOG.log(System.Logger.Level.DEBUG, "{0} was received before", deliveryId);
        }
        gateway.create("dispatches", Map.of("delivery", deliveryId));
    }
}
