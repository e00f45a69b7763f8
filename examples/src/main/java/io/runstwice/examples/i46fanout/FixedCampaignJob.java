package io.runstwice.examples.i46fanout;

import io.runstwice.examples.support.Gateway;
import io.runstwice.examples.support.Sql;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** Goes on where the last run stopped; the key covers the one mail that was sent and not yet noted. */
final class FixedCampaignJob {

    private final DataSource database;
    private final Gateway gateway;

    FixedCampaignJob(DataSource database, URI gateway) {
        this.database = database;
        this.gateway = new Gateway(gateway);
    }

    void perform(long campaignId) throws Exception {
        Campaign campaign = new Campaign(database, campaignId);
        for (String address : campaign.recipients()) {
            if (!isSent(campaignId, address)) {
                String key = "campaign-" + campaignId + "-to-" + address;
                gateway.create("messages", key, Map.of("to", address, "campaign", campaignId));
                noteSent(campaignId, address);
            }
        }
        campaign.finish();
    }

    private boolean isSent(long campaignId, String address) throws SQLException {
        return Sql.first(
                        database,
                        row -> row.getString("address"),
                        "SELECT address FROM sent WHERE campaign_id = ? AND address = ?",
                        campaignId,
                        address)
                .isPresent();
    }

    private void noteSent(long campaignId, String address) throws SQLException {
        Sql.update(
                database,
                "INSERT INTO sent (campaign_id, address) VALUES (?, ?) ON CONFLICT DO NOTHING",
                campaignId,
                address);
    }
}
