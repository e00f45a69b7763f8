package io.runstwice.jdbc.state;

import io.runstwice.jdbc.schema.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables that may have been written since they were last read. Thread-safe. */
public final class Touched {

    private final Set<Relation> relations = new HashSet<>();

    public synchronized void add(Collection<Relation> written) {
        relations.addAll(written);
    }

    synchronized List<Relation> take() {
        List<Relation> taken = new ArrayList<>(relations);
        relations.clear();
        return taken;
    }

    synchronized boolean isEmpty() {
        return relations.isEmpty();
    }
}
