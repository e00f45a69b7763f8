package io.runstwice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Guard;
import io.runstwice.GuardVerdict;
import io.runstwice.GuardVerdict.Outcome;
import io.runstwice.examples.support.Scenario;
import io.runstwice.judge.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every repaired job without what repaired it: red, for the declared reason. And what is worn for show is called so.
 */
class GuardsOfExamplesTests {

    private static final Guard GATEWAY = Guard.key("gateway");
    private static final Guard LOCKS = Guard.rowLocks("db");

    /** What one plain delivery after another shows. */
    private static final Map<String, List<Guard>> NEEDED_BY_SINGLE_DELIVERIES = Map.ofEntries(
            Map.entry("AsTheArticleChargeUserJob", List.of(GATEWAY)),
            Map.entry("AsTheArticleChargeInvoiceJob", List.of(GATEWAY)),
            Map.entry("FixedRechargeJob", List.of(GATEWAY)),
            Map.entry("FixedListMailJob", List.of(Guard.key("mail"))),
            Map.entry("FixedPayOrderJob", List.of(Guard.key("broker"))),
            Map.entry("FixedWelcomeJob", List.of(GATEWAY)),
            Map.entry("FixedDrainJob", List.of(GATEWAY)),
            Map.entry("FixedTransferJob", List.of(dedup("made_transfers"), index("made_transfers_pkey"))),
            Map.entry("FixedMailJob", List.of(Guard.key("mail"))),
            Map.entry("FixedWebhookJob", List.of(dedup("webhook_deliveries"), index("webhook_deliveries_pkey"))),
            Map.entry("FixedRefundJob", List.of(GATEWAY.against(Violation.Kind.STUCK))),
            Map.entry("FixedPayoutJob", List.of(GATEWAY)),
            Map.entry("FixedMeterJob", List.of(dedup("processed_events"), index("processed_events_pkey"))),
            Map.entry("FixedCampaignJob", List.of(GATEWAY)),
            Map.entry("FixedInvoiceMailJob", List.of(GATEWAY)),
            Map.entry("UniqueIndexJob", List.of(index("unique_charges_invoice_id_key"))));

    /** What takes two at once, and no worker that outlives what keeps them apart. */
    private static final Map<String, List<Guard>> NEEDED_BY_OVERLAPS = Map.of(
            "FixedChargeUserJob", List.of(GATEWAY),
            "FixedRenewalJob", List.of(GATEWAY),
            "FixedRechargeJob", List.of(LOCKS, dedup("credits"), index("credits_pkey")),
            "FixedChargeOnceJob", List.of(LOCKS),
            "FixedSkippingJob", List.of(LOCKS),
            "FixedTakeoverJob", List.of(LOCKS),
            "SkipLockedJob", List.of(LOCKS),
            "AdvisoryLockJob", List.of(Guard.advisoryLocks("db")));

    /** What takes a redelivery on the next day, when the gateway has forgotten its keys. */
    private static final Map<String, List<Guard>> NEEDED_ON_THE_NEXT_DAY =
            Map.of("FixedChargeInvoiceJob", List.of(dedup("charge_intents")));

    /**
     * Safe by something that cannot be taken away: a condition, an isolation level, a table lock, a value that is set
     * and not added.
     */
    private static final Set<String> GUARDED_OTHERWISE = Set.of(
            "SyncUserJob",
            "ConfirmingChargeUserJob",
            "FencedWorker",
            "FixedStatsJob",
            "FixedExportJob",
            "FixedSerializableJob",
            "FixedSnapshotJob",
            "SerializableJob",
            "VersionedJob",
            "NotingListMailJob");

    private static final List<Scenario> SCENARIOS = EveryExample.scenarios();

    private static Guard dedup(String table) {
        return Guard.dedup("db", table);
    }

    private static Guard index(String name) {
        return Guard.uniqueIndex("db", name);
    }

    /** The first of this name: within the standard bounds. */
    private static Scenario scenario(String name) {
        return SCENARIOS.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<DynamicTest> needed(
            Map<String, List<Guard>> guards, java.util.function.UnaryOperator<Scenario> within) {
        return guards.entrySet().stream().sorted(Map.Entry.comparingByKey()).flatMap(entry -> entry.getValue().stream()
                .map(guard -> DynamicTest.dynamicTest(
                        entry.getKey() + " without " + guard,
                        () -> mustBeNeeded(
                                within.apply(scenario(entry.getKey())).withoutGuard(guard)))));
    }

    private static void mustBeNeeded(GuardVerdict verdict) {
        verdict.orThrow();
        assertThat(verdict.counterexample().orElseThrow().violation().kind())
                .isEqualTo(verdict.guard().kind());
    }

    /** One of each form. A lock: {@code ChargeOnceGuardTests}. */
    @TestFactory
    Stream<DynamicTest> guardTakenAway_isMissed() {
        return needed(
                Map.of(
                        "FixedMeterJob", List.of(dedup("processed_events"), index("processed_events_pkey")),
                        "FixedPayoutJob", List.of(GATEWAY),
                        "FixedPayOrderJob", List.of(Guard.key("broker"))),
                Scenario::oneAtATime);
    }

    @TestFactory
    @Tag("proof")
    Stream<DynamicTest> guardTakenAway_singleDeliveriesShowIt() {
        return needed(NEEDED_BY_SINGLE_DELIVERIES, Scenario::oneAtATime);
    }

    @TestFactory
    @Tag("proof")
    Stream<DynamicTest> guardTakenAway_overlapsShowIt() {
        return needed(
                NEEDED_BY_OVERLAPS,
                scenario -> scenario.copies(2).preemptions(Bounds.ANY).killedAfter(Duration.ofMinutes(15)));
    }

    @TestFactory
    @Tag("proof")
    Stream<DynamicTest> guardTakenAway_theNextDayShowsIt() {
        return needed(
                NEEDED_ON_THE_NEXT_DAY, scenario -> scenario.oneAtATime().redeliveredWithin(Duration.ofHours(25)));
    }

    @Test
    void everySafeExample_hasItsGuardTakenAway() {
        Set<String> walked = new TreeSet<>(GUARDED_OTHERWISE);
        walked.addAll(NEEDED_BY_SINGLE_DELIVERIES.keySet());
        walked.addAll(NEEDED_BY_OVERLAPS.keySet());
        walked.addAll(NEEDED_ON_THE_NEXT_DAY.keySet());
        Set<String> safe = SCENARIOS.stream()
                .map(Scenario::name)
                .filter(name -> !name.startsWith("Broken") && !name.equals("LockedTooLateJob"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(walked).isEqualTo(safe);
    }

    /** What the lock is for is not tried: nothing overlaps. */
    @Test
    void lockWhereNothingOverlaps_isDecorative() {
        GuardVerdict verdict = scenario("FixedChargeOnceJob").oneAtATime().withoutGuard(LOCKS);

        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.DECORATIVE);
        assertThat(verdict.toString()).contains("either it is not needed or the test does not test it");
    }

    @Test
    void indexOfAnOnConflict_cannotBeRemovedThisWay() {
        GuardVerdict verdict = scenario("FixedStatsJob").withoutGuard(index("daily_downloads_pkey"));

        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.CANNOT_BE_REMOVED);
        assertThat(verdict.toString()).contains("42P10");
    }

    /** Belt and braces: each of two guards does what the other does. */
    @TestFactory
    @Tag("proof")
    Stream<DynamicTest> guardBehindAnotherOne_isDecorative() {
        Map<String, List<Guard>> behind = Map.of(
                "AsTheArticleChargeInvoiceJob", List.of(LOCKS),
                "FixedPayOrderJob", List.of(index("outbox_event_id_key")),
                "FixedChargeInvoiceJob", List.of(dedup("charge_intents"), LOCKS),
                "FixedRefundJob", List.of(dedup("idempotency_keys")));
        return behind.entrySet().stream().flatMap(entry -> entry.getValue().stream()
                .map(guard -> DynamicTest.dynamicTest(entry.getKey() + " without " + guard, () -> {
                    GuardVerdict verdict = scenario(entry.getKey()).withoutGuard(guard);
                    assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.DECORATIVE);
                })));
    }
}
