package io.runstwice.judge;

import java.util.List;
import org.apiguardian.api.API;

/** The reason why a double has no excuse. */
@API(status = API.Status.INTERNAL, since = "0.2")
public enum Unexcused {
    /** It was done again although the record of the first one was durable. */
    RECORDED,
    /** It was done again before the first one was recorded, and nothing had gone wrong with the first one. */
    NO_FAULT,
    /** Something had gone wrong, but less often than it was done again. */
    TOO_FEW_FAULTS;

    static Unexcused of(List<TracedEffect> effects, Records records, Trace run) {
        Excuses excuses = new Excuses(records, run);
        boolean isRecorded = effects.stream().anyMatch(effect -> isKnownToBeDone(effect, effects, records, run));
        if (isRecorded) {
            return RECORDED;
        }
        return effects.stream().allMatch(effect -> excuses.of(effect).isEmpty()) ? NO_FAULT : TOO_FEW_FAULTS;
    }

    /** Whether a record was durable when its worker looked, or it never looked. */
    private static boolean isKnownToBeDone(
            TracedEffect effect, List<TracedEffect> effects, Records records, Trace run) {
        int look = records.lastLook(effect, run);
        return effects.stream()
                .filter(other ->
                        other.number() < effect.number() && other.what().equals(effect.what()))
                .anyMatch(other -> records.of(other, run) < look);
    }
}
