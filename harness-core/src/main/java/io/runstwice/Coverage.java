package io.runstwice;

import org.apiguardian.api.API;

/**
 * How much of what the bound allows was explored.
 *
 * @param explored how many schedules were run and judged
 * @param total how many there are within the bound, as far as is known
 * @param lowered what was cut to fit the bound, or nothing
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Coverage(int explored, int total, String lowered) {

    public boolean isComplete() {
        return explored == total && lowered.isEmpty();
    }

    @Override
    public String toString() {
        String counts = String.format(java.util.Locale.ROOT, "explored %,d of %,d", explored, total);
        return counts + (isComplete() ? " (complete)" : " (" + (lowered.isEmpty() ? "not complete" : lowered) + ")");
    }
}
