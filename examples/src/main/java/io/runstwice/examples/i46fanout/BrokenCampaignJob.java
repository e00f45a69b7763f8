package io.runstwice.examples.i46fanout;

import io.runstwice.examples.support.Gateway;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;

/** Starts at the first recipient, each time. */
final class BrokenCampaignJob {

    private final DataSource database;
    private final Gateway gateway;

    BrokenCampaignJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long campaignId) throws Exception {
        Campaign campaign = new Campaign(database, campaignId);
        if (campaign.isFinished()) {
            return;
        }
        for (String address : campaign.recipients()) {
            gateway.create("messages", Map.of("to", address, "campaign", campaignId));
        }
        campaign.finish();
    }
}
