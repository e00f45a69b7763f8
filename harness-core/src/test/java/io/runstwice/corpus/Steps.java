package io.runstwice.corpus;

/** What one delivery does. */
@FunctionalInterface
interface Steps {

    void perform(Work work) throws Exception;
}
