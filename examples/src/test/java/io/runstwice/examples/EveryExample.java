package io.runstwice.examples;

import io.runstwice.examples.chargeinvoice.ChargeInvoiceScenarios;
import io.runstwice.examples.chargeuser.ChargeUserScenarios;
import io.runstwice.examples.i01recharge.RechargeScenarios;
import io.runstwice.examples.i03listmail.ListMailScenarios;
import io.runstwice.examples.i05dualwrite.PayOrderScenarios;
import io.runstwice.examples.i15lostcommit.TransferScenarios;
import io.runstwice.examples.i33orphanedkey.RefundScenarios;
import io.runstwice.examples.i36keyperattempt.PayoutScenarios;
import io.runstwice.examples.i42claimedisdone.MeterScenarios;
import io.runstwice.examples.i46fanout.CampaignScenarios;
import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.synceduser.SyncedUserScenarios;
import java.util.List;
import java.util.stream.Stream;

/** The explorations of all packages. */
final class EveryExample {

    private EveryExample() {}

    static List<Scenario> scenarios() {
        return Stream.<Scenarios>of(
                        new ChargeUserScenarios(),
                        new ChargeInvoiceScenarios(),
                        new SyncedUserScenarios(),
                        new RechargeScenarios(),
                        new ListMailScenarios(),
                        new PayOrderScenarios(),
                        new TransferScenarios(),
                        new RefundScenarios(),
                        new PayoutScenarios(),
                        new MeterScenarios(),
                        new CampaignScenarios())
                .flatMap(scenarios -> scenarios.all().stream())
                .toList();
    }
}
