package io.runstwice.explore;

import io.runstwice.schedule.WorkerName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways in which deliveries can be exchanged without a difference: from one state, each of them would act alike.
 *
 * @param all each as the names that the deliveries get; the first changes nothing
 */
record Renamings(List<Renaming> all) {

    /** New names for some deliveries. */
    record Renaming(Map<WorkerName, WorkerName> names) {

        WorkerName apply(WorkerName worker) {
            return names.getOrDefault(worker, worker);
        }

        Move apply(Move move) {
            return new Move(apply(move.worker()), move.point(), move.interaction(), move.chosen(), move.expires());
        }
    }

    /** Every order of these. */
    static Renamings of(List<WorkerName> interchangeable) {
        List<Renaming> all = new ArrayList<>();
        permute(interchangeable, new ArrayList<>(), all);
        return new Renamings(List.copyOf(all));
    }

    private static void permute(List<WorkerName> workers, List<WorkerName> chosen, List<Renaming> all) {
        if (chosen.size() == workers.size()) {
            Map<WorkerName, WorkerName> names = new HashMap<>();
            for (int i = 0; i < chosen.size(); i++) {
                names.put(workers.get(i), chosen.get(i));
            }
            all.add(new Renaming(names));
        }
        for (WorkerName worker : workers) {
            if (!chosen.contains(worker)) {
                chosen.add(worker);
                permute(workers, chosen, all);
                chosen.remove(worker);
            }
        }
    }
}
