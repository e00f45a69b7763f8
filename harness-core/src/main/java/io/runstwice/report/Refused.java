package io.runstwice.report;

import io.runstwice.report.Writes.Write;
import io.runstwice.run.Ending;
import io.runstwice.run.Run;
import io.runstwice.schedule.WorkerName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The reason why no delivery is acknowledged any more: the state that the last one found when it refused. */
final class Refused {

    private final Evidence evidence;
    private final WorkerName last;

    Refused(Run run) {
        this.evidence = new Evidence(run);
        this.last = WorkerName.delivery(run.schedule().deliveries());
    }

    Optional<String> cause() {
        return evidence.ending(last)
                .filter(Ending.Threw.class::isInstance)
                .map(ending -> Prose.shortened(
                        String.valueOf(((Ending.Threw) ending).failure().getMessage()), 80))
                .map(said -> why() + ": " + said);
    }

    private String why() {
        List<Write> left = evidence.leftBehindFor(last);
        if (!left.isEmpty()) {
            return "what " + Evidence.left(left) + " makes every later delivery refuse";
        }
        Duration later = evidence.later(last);
        return later.isZero()
                ? last + " refused as well"
                : last + " refused as well, " + Prose.duration(later) + " later";
    }
}
