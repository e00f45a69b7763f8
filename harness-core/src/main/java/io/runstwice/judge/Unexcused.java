package io.runstwice.judge;

import java.util.List;
import org.apiguardian.api.API;

/** Why a double has no excuse. */
@API(status = API.Status.INTERNAL, since = "0.2")
public enum Unexcused {
    /** It was done again although the record of the first one was durable. */
    RECORDED,
    /** It was done again before the first one was recorded, and nothing had gone wrong with the first one. */
    NO_FAULT,
    /** Something had gone wrong, but less often than it was done again. */
    TOO_FEW_FAULTS;

    static Unexcused of(List<Happening> effects, Records records, Trace run) {
        Excuses excuses = new Excuses(records, run);
        boolean isRecorded = effects.stream().anyMatch(effect -> effects.stream()
                .anyMatch(other -> other.number() < effect.number()
                        && other.what().equals(effect.what())
                        && records.of(other, run) < effect.at()));
        if (isRecorded) {
            return RECORDED;
        }
        return effects.stream().allMatch(effect -> excuses.of(effect).isEmpty()) ? NO_FAULT : TOO_FEW_FAULTS;
    }
}
