package io.runstwice.http.wire;

import io.runstwice.world.Access;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a request added to a ledger, as the gate hears of it. */
public final class Booked {

    private Booked() {}

    /** The rows that a table has more than before. What was changed without a row more is told as any of them. */
    public static Access since(Map<String, Integer> before, Map<String, Integer> after, Request request) {
        List<Access.Added> added = new ArrayList<>();
        Set<String> written = new HashSet<>();
        after.forEach((table, rows) -> {
            for (int i = before.getOrDefault(table, 0); i < rows; i++) {
                added.add(new Access.Added(table, Sent.print(request)));
                written.add(table);
            }
        });
        return new Access(Set.of(Access.ANY), added.isEmpty() ? Set.of(Access.ANY) : written, added, false);
    }

    /** One row in one table. */
    public static Access one(String table, Request request) {
        return Access.adding(table, Sent.print(request));
    }

    /** Refused as it seems, and it may have changed something all the same. */
    public static Access refused() {
        return new Access(Set.of(Access.ANY), Set.of(Access.ANY), List.of(), false);
    }
}
