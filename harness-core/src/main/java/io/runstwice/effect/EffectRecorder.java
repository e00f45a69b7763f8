package io.runstwice.effect;

import io.runstwice.world.Line;
import io.runstwice.world.Misuse;
import org.jspecify.annotations.Nullable;

/** The recorder of effects: the test records them, in this JVM or another one. */
sealed interface EffectRecorder {

    /** Keeps the record of effects. */
    @FunctionalInterface
    interface Ledger {

        /**
         * Records one effect.
         *
         * @param key as the receiver got it
         * @return whether it was new to the receiver
         */
        boolean record(String label, @Nullable String key, String detail);
    }

    /** Where one effect is recorded. */
    Ledger ledger();

    /**
     * The records are about to be read.
     *
     * @throws Misuse if they are in another JVM
     */
    void requireRecords();

    /** The test is in this JVM. */
    record Local(Ledger ledger) implements EffectRecorder {

        @Override
        public void requireRecords() {
            // they are here
        }
    }

    /**
     * The test is in another JVM.
     *
     * @param line leads there
     */
    record Remote(Line line) implements EffectRecorder {

        @Override
        public Ledger ledger() {
            return (label, key, detail) -> Boolean.parseBoolean(line.ask(new EffectNotice(label, detail, key).words()));
        }

        @Override
        public void requireRecords() {
            throw new Misuse("What Effects recorded is known to the test, and a delivery with a process of its own does"
                    + " not reach it. Ask after the exploration.");
        }
    }
}
