package io.runstwice.junit.contract;

/** What may be wrong with a shelf, and the test of the contract that finds it. */
enum Flaw {
    NONE(""),
    CLOSING_FAILS_ONCE_CLOSED("closedOne_closesAgain"),
    KEEPS_ITS_FIRST_GATE("closedOne_opensAgain"),
    PASSES_NO_GATE("interaction_passesTheGateWithOwnerAndLabel"),
    NAMES_NO_OWNER("interaction_passesTheGateWithOwnerAndLabel"),
    LABELS_NOTHING("interaction_passesTheGateWithOwnerAndLabel"),
    LABELS_WITH_VALUES("labels_areTheSameInEveryRun"),
    CHANGES_WHEN_LOOKED_AT("observation_repeatsItself"),
    RESTORES_NOTHING("restoration_bringsBackWhatWasGiven"),
    SNAPSHOT_GOES_ON("restoration_bringsBackWhatWasGiven"),
    RESTORES_THE_FIRST_ONLY("restoration_reachesAnySnapshotIfItSaysSo"),
    DEAD_WORKERS_HOLD("deadWorker_leavesNothingThatLivedAsLongAsIt"),
    RUNS_NEVER_END("endOfARun_endsWhatLivingWorkersHold"),
    ACTS_BEFORE_THE_GATE("crashBeforeAnEffect_changesNothing"),
    ACTS_AFTER_THE_GATE("crashAfterAnEffect_leavesIt"),
    STAYS_WATCHED("closedOne_passesNoGate"),
    REMARK_IN_TWO_LINES("remarks_areOneLineEach"),
    SHARED_BY_ALL("twoOfAKind_doNotMix"),
    NAMES_ITSELF("twoOfAKind_doNotMix"),
    AGES_BY_HALF("timePasses_movesTimesBackByAsMuch"),
    LAYS_BY_HALF("restorationLater_laysTimesAsMuchLater"),
    KNOWS_OF_NO_WAIT("wait_namesTheHolder"),
    NAMES_THE_WAITING_ONE("wait_namesTheHolder"),
    PERTURBS_WHAT_IS_THERE("perturbation_changesNothingThatIsThere"),
    GUARD_STAYS_AWAY("guardPutBack_everythingIsAsItWas"),
    REMOVES_ANY_GUARD("guardThatIsNotThere_isMisuse"),
    TAKES_NO_CONTRACT("contractFromOutside_isPromisedUntilItIsExplored"),
    TAKES_A_CONTRACT_AT_ANY_TIME("contractFromOutside_isPromisedUntilItIsExplored"),
    HOLDS_NOTHING("deadWorker_leavesNothingThatLivedAsLongAsIt"),
    HOLDS_NOTHING_FOR_A_RUN("endOfARun_endsWhatLivingWorkersHold"),
    DEAF_TO_ITS_STUB("stub_actsAsTheResource"),
    STUB_PASSES_NO_GATE("stub_actsAsTheResource");

    private final String foundBy;

    Flaw(String foundBy) {
        this.foundBy = foundBy;
    }

    String foundBy() {
        return foundBy;
    }
}
