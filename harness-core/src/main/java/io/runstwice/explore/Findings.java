package io.runstwice.explore;

import io.runstwice.Bounds;
import io.runstwice.judge.Judge;
import io.runstwice.judge.Violation;
import io.runstwice.run.JobMemory;
import io.runstwice.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The findings of an exploration.
 *
 * @param job the name of the job in reports
 * @param part the part that was to be explored
 * @param baseline the run with one delivery and no fault, if it came to its end
 * @param judge what was compared, if the baseline could be judged
 * @param findings runs that differ from it, the smallest first
 * @param inconclusive why nothing was proved; empty if something was
 * @param failure the failure of the job without a fault
 * @param unrepeated the schedule that did not lead to the same again, if that is why nothing was proved
 * @param tally what was explored
 * @param bounds the bound
 * @param memory what the deliveries had in common
 * @param notes what a certificate has to mention
 * @param remarks what the resources say of themselves, by name
 * @param held what the test says of the world, and held in every run
 * @param keyless the names of the resources that recognise no keys
 * @param linked the names of the resources that a worker can be cut off from by a real network
 */
public record Findings(
        String job,
        Part part,
        Optional<Run> baseline,
        Optional<Judge> judge,
        List<Finding> findings,
        Optional<String> inconclusive,
        Optional<Throwable> failure,
        Optional<UnrepeatedViolation> unrepeated,
        Tally tally,
        Bounds bounds,
        JobMemory memory,
        List<String> notes,
        Map<String, List<String>> remarks,
        List<String> held,
        Set<String> keyless,
        Set<String> linked) {

    /**
     * How the baseline of another exploration of this job ends otherwise than this one's. Both came to their end.
     *
     * @throws io.runstwice.judge.Unfit if that cannot be told
     */
    public Optional<Violation> differenceTo(Findings other) {
        return judge.orElseThrow().judge(Observations.of(other.baseline().orElseThrow()), true, Set.of());
    }

    /**
     * These findings; inconclusive for a safe job that was not explored in full, which proves less than was asked for.
     */
    public Findings ifComplete() {
        List<String> missing = tally.missing();
        return isSafe() && !missing.isEmpty()
                ? without(
                        "not everything within the bound was explored, though this test asks for all: "
                                + String.join("; ", missing)
                                + ". Raise Bounds.schedules(…), leave out of the bound what your queue never does, or do not ask for all")
                : this;
    }

    private Findings without(String why) {
        return new Findings(
                job,
                part,
                baseline,
                judge,
                findings,
                Optional.of(why),
                failure,
                unrepeated,
                tally,
                bounds,
                memory,
                notes,
                remarks,
                held,
                keyless,
                linked);
    }

    public boolean isSafe() {
        return findings.isEmpty() && inconclusive.isEmpty();
    }

    public boolean isUnsafe() {
        return !findings.isEmpty();
    }
}
