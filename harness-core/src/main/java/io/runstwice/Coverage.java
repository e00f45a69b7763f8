package io.runstwice;

import io.runstwice.report.Certificate;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How much of what the bound allows was explored.
 *
 * @param explored how many schedules were run to their end and judged
 * @param missing why that is not everything within the bound; empty if it is
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Coverage(int explored, List<String> missing) {

    public Coverage {
        missing = List.copyOf(missing);
    }

    /** Whether everything within the bound was explored. */
    public boolean isComplete() {
        return missing.isEmpty();
    }

    @Override
    public String toString() {
        return "explored " + Certificate.coverage(explored, missing);
    }
}
