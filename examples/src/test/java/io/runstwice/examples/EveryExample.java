package io.runstwice.examples;

import io.runstwice.examples.chargeinvoice.ChargeInvoiceScenarios;
import io.runstwice.examples.chargeuser.ChargeUserScenarios;
import io.runstwice.examples.checkthenact.ChargeOnceScenarios;
import io.runstwice.examples.i01recharge.RechargeScenarios;
import io.runstwice.examples.i03listmail.ListMailScenarios;
import io.runstwice.examples.i05dualwrite.PayOrderScenarios;
import io.runstwice.examples.i08enqueuedbeforecommit.WelcomeScenarios;
import io.runstwice.examples.i11outboxlease.DrainScenarios;
import io.runstwice.examples.i15lostcommit.TransferScenarios;
import io.runstwice.examples.i16unlockedmail.MailScenarios;
import io.runstwice.examples.i18swallowedviolation.WebhookScenarios;
import io.runstwice.examples.i22rescuer.StatsScenarios;
import io.runstwice.examples.i23foreignunlock.WorkerScenarios;
import io.runstwice.examples.i33orphanedkey.RefundScenarios;
import io.runstwice.examples.i36keyperattempt.PayoutScenarios;
import io.runstwice.examples.i41forgottenkey.RenewalScenarios;
import io.runstwice.examples.i42claimedisdone.MeterScenarios;
import io.runstwice.examples.i46fanout.CampaignScenarios;
import io.runstwice.examples.i48appendedfile.ExportScenarios;
import io.runstwice.examples.i51retriedtransaction.InvoiceMailScenarios;
import io.runstwice.examples.safecontrols.ControlScenarios;
import io.runstwice.examples.skiplocked.SkippingScenarios;
import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.synceduser.SyncedUserScenarios;
import io.runstwice.examples.threecopies.TakeoverScenarios;
import io.runstwice.examples.wrongisolation.IsolationScenarios;
import java.util.List;
import java.util.function.Supplier;

/** The explorations of all packages. */
public final class EveryExample {

    private EveryExample() {}

    public static List<Scenario> scenarios() {
        return packages().stream()
                .flatMap(scenarios -> scenarios.get().all().stream())
                .toList();
    }

    /** Each makes the explorations of one package. */
    static List<Supplier<Scenarios>> packages() {
        return List.of(
                ChargeUserScenarios::new,
                ChargeInvoiceScenarios::new,
                SyncedUserScenarios::new,
                RechargeScenarios::new,
                ListMailScenarios::new,
                PayOrderScenarios::new,
                TransferScenarios::new,
                RefundScenarios::new,
                PayoutScenarios::new,
                MeterScenarios::new,
                CampaignScenarios::new,
                ChargeOnceScenarios::new,
                WelcomeScenarios::new,
                DrainScenarios::new,
                MailScenarios::new,
                WebhookScenarios::new,
                StatsScenarios::new,
                WorkerScenarios::new,
                ExportScenarios::new,
                InvoiceMailScenarios::new,
                ControlScenarios::new,
                SkippingScenarios::new,
                IsolationScenarios::new,
                RenewalScenarios::new,
                TakeoverScenarios::new);
    }
}
