package io.runstwice.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.world.Column.Kind;
import io.runstwice.world.Contract;
import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Misuse;
import io.runstwice.world.Reply;
import io.runstwice.world.Row;
import io.runstwice.world.ScriptedGate;
import io.runstwice.world.ScriptedGate.Step;
import io.runstwice.world.ScriptedWorker;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import io.runstwice.world.WorkerKilled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EffectsTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final ScriptedWorker worker = new ScriptedWorker("D1");
    private final Effects unkeyed = Effects.unkeyed();
    private final Effects keyed = Effects.keyed();

    @AfterEach
    void close() {
        unkeyed.close();
        keyed.close();
    }

    @Test
    void performed_isOneInteractionAndOneRow() {
        explore(unkeyed);

        unkeyed.perform("mail", "to ann@example.org: welcome");

        assertThat(gate.passed())
                .containsExactly(new ScriptedGate.Passed(
                        worker,
                        Interaction.writing("mail", "to ann@example.org: welcome", Set.of(Loss.REQUEST, Loss.REPLY)),
                        new Reply("done", Effect.DURABLE)));
        Table mails = unkeyed.observe().tables().get(0);
        assertThat(mails.resource() + " " + mails.name()).isEqualTo("mailer mail");
        assertThat(mails.ledger()).isTrue();
        assertThat(mails.rows()).containsExactly(Row.of(null, "to ann@example.org: welcome"));
        assertThat(mails.columns()).extracting(column -> column.kind()).containsExactly(Kind.REMARK, Kind.VALUE);
    }

    @Test
    void sameKeyTwice_isNoSecondEffectForAKeyedReceiver() {
        explore(keyed);

        keyed.perform("mail", "k", "welcome");
        keyed.perform("mail", "k", "welcome");
        keyed.perform("sms", "k", "welcome");

        assertThat(keyed.recorded("mail")).containsExactly("welcome");
        assertThat(keyed.recorded()).hasSize(2);
        assertThat(gate.replies().get(1)).isEqualTo(new Reply("already done", Effect.REMEMBERED));
    }

    @Test
    void sameKeyTwice_isASecondEffectForAnUnkeyedReceiver() {
        explore(unkeyed);

        unkeyed.perform("mail", "k", "welcome");
        unkeyed.perform("mail", "k", "welcome");

        assertThat(unkeyed.recorded()).containsExactly("welcome", "welcome");
    }

    @Test
    void keyOlderThanTheRetention_isForgotten() {
        keyed.forgettingKeysAfter(Duration.ofHours(1));
        explore(keyed);

        keyed.perform("mail", "k", "welcome");
        assertThat(names(keyed.capture())).containsExactly("mail", "remembered keys");
        gate.pass(Duration.ofHours(1));
        assertThat(names(keyed.capture())).containsExactly("mail");
        keyed.perform("mail", "k", "welcome");

        assertThat(keyed.recorded()).hasSize(2);
    }

    @Test
    void lostRequest_hasNoEffectAndThrows() {
        explore(unkeyed);
        gate.script(Step.LOSE_REQUEST);

        assertThatThrownBy(() -> unkeyed.perform("mail", "welcome")).isInstanceOf(EffectLost.class);

        assertThat(unkeyed.recorded()).isEmpty();
    }

    @Test
    void lostReply_hasItsEffectAndThrows() {
        explore(unkeyed);
        gate.script(Step.LOSE_REPLY);

        assertThatThrownBy(() -> unkeyed.perform("mail", "welcome"))
                .isInstanceOf(EffectLost.class)
                .hasCauseInstanceOf(IOException.class);

        assertThat(unkeyed.recorded()).containsExactly("welcome");
    }

    @Test
    void deadWorker_recordsNothing() {
        explore(unkeyed);
        gate.script(Step.KILL_BEFORE);

        assertThatThrownBy(() -> unkeyed.perform("mail", "welcome")).isInstanceOf(WorkerKilled.class);
        assertThatThrownBy(() -> unkeyed.perform("mail", "sorry")).isInstanceOf(WorkerKilled.class);

        assertThat(unkeyed.recorded()).isEmpty();
    }

    @Test
    void realCallback_isCarriedOutOnceAndRecordedIfItDoesNotThrow() throws Exception {
        explore(unkeyed);

        assertThat(unkeyed.perform("publish", "event 1", () -> 7)).isEqualTo(7);
        assertThatThrownBy(() -> unkeyed.perform("publish", "event 2", () -> {
                    throw new IOException("broker down");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("broker down");

        assertThat(unkeyed.recorded()).containsExactly("event 1");
        assertThat(gate.replies().get(1)).isEqualTo(new Reply("java.io.IOException: broker down", Effect.DURABLE));
    }

    @Test
    void restored_knowsWhatWasDoneThen() {
        explore(keyed);
        Snapshot before = keyed.capture();
        keyed.perform("mail", "k", "welcome");
        Snapshot after = keyed.capture();

        keyed.restore(before);
        assertThat(keyed.recorded()).isEmpty();
        assertThat(keyed.observe()).isEqualTo(State.empty());
        keyed.restore(after);
        keyed.perform("mail", "k", "welcome");
        assertThat(keyed.recorded()).containsExactly("welcome");
        assertThat(keyed.restoresAny()).isTrue();
    }

    @Test
    void outsideAnExploration_recordsJustTheSame() {
        keyed.perform("mail", "k", "welcome");
        keyed.perform("mail", "k", "welcome");

        assertThat(keyed.recorded()).containsExactly("welcome");
    }

    @Test
    void settings_areRefusedWhileOpenAndWhereTheyMakeNoSense() {
        explore(unkeyed);

        List.<Runnable>of(
                        unkeyed::atLeastOnce,
                        unkeyed::atMostOnce,
                        () -> unkeyed.accepting("none", () -> true),
                        () -> unkeyed.forgettingKeysAfter(Duration.ofHours(1)),
                        () -> unkeyed.open("again", gate))
                .forEach(setting -> assertThatThrownBy(setting::run)
                        .isInstanceOf(Misuse.class)
                        .hasMessageContaining("while an exploration runs"));
        unkeyed.close();
        assertThatThrownBy(() -> unkeyed.forgettingKeysAfter(Duration.ofHours(1)))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("Use Effects.keyed()");
    }

    @Test
    void declared_standsInThePromise() {
        unkeyed.atLeastOnce().accepting("dead letter", () -> true);

        assertThat(unkeyed.promise().contract()).isEqualTo(Contract.AT_LEAST_ONCE);
        assertThat(unkeyed.promise().accepted()).containsOnlyKeys("dead letter");
        assertThat(unkeyed.remarks()).containsExactly("a receiver that knows no keys");
    }

    @Test
    void sameKeyFromTwoWorkersAtOnce_isOneEffect() throws Exception {
        explore(keyed);
        ScriptedWorker other = new ScriptedWorker("D2");
        CyclicBarrier both = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> done = List.of(
                    two.submit(() -> performHundred(worker, both)), two.submit(() -> performHundred(other, both)));
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            two.shutdownNow();
        }

        assertThat(keyed.recorded()).hasSize(100).doesNotHaveDuplicates();
        assertThat(gate.replies()).hasSize(200);
        assertThat(gate.replies())
                .filteredOn(reply -> reply.effect() == Effect.REMEMBERED)
                .hasSize(100);
        assertThat(gate.passed()).filteredOn(one -> one.owner() == other).hasSize(100);
    }

    @Test
    void endOfOneWorker_leavesTheOtherAlone() {
        explore(keyed);
        keyed.perform("mail", "k", "welcome");
        worker.die();
        keyed.end(worker);
        ScriptedWorker other = new ScriptedWorker("D2");
        gate.actFor(other);
        keyed.perform("mail", "k", "welcome");
        keyed.perform("mail", "k2", "again");

        assertThat(keyed.recorded()).containsExactly("welcome", "again");
    }

    @Test
    void performed_mayChangeAllSoItsOrderAlwaysCounts() {
        explore(unkeyed);
        unkeyed.perform("mail", "one");
        unkeyed.perform("sms", "two");

        assertThat(gate.passed()
                        .get(0)
                        .interaction()
                        .footprint()
                        .conflictsWith(gate.passed().get(1).interaction().footprint()))
                .isTrue();
        assertThat(gate.passed().get(0).interaction().flies()).isFalse();
    }

    private void performHundred(ScriptedWorker as, CyclicBarrier both) {
        gate.actFor(as);
        for (int i = 0; i < 100; i++) {
            try {
                both.await();
            } catch (InterruptedException | BrokenBarrierException stopped) {
                throw new AssertionError(stopped);
            }
            keyed.perform("mail", "k" + i, "welcome " + i);
        }
    }

    private void explore(Effects effects) {
        effects.open("mailer", gate);
        gate.actFor(worker);
    }

    private static List<String> names(Snapshot snapshot) {
        return snapshot.memory().tables().stream().map(Table::name).toList();
    }
}
