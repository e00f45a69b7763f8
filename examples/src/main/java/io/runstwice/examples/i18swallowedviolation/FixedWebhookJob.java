package io.runstwice.examples.i18swallowedviolation;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;

/** Leaves it to the delivery that was first. */
final class FixedWebhookJob {

    private final Deliveries deliveries;
    private final Gateway gateway;

    FixedWebhookJob(DataSource database, URI gateway) {
        this.deliveries = new Deliveries(database);
        this.gateway = new Gateway(gateway);
    }

    void perform(String deliveryId) throws Exception {
        if (!deliveries.insert(deliveryId)) {
            return;
        }
        gateway.create("dispatches", Map.of("delivery", deliveryId));
    }
}
