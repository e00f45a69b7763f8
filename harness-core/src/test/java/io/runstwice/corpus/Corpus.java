package io.runstwice.corpus;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All jobs, kind after kind. */
final class Corpus {

    private Corpus() {}

    static List<Case> all() {
        return Stream.<Supplier<List<Case>>>of(
                        NoiseInDocuments::all,
                        NoiseInTexts::all,
                        NoiseInTypes::all,
                        Leases::all,
                        Calendars::all,
                        Ids::all,
                        Counters::all,
                        Queues::all,
                        Reaches::all,
                        Gateways::all,
                        Contracts::all,
                        Logics::all,
                        Endurances::all,
                        Secrets::all)
                .flatMap(kind -> kind.get().stream())
                .toList();
    }
}
