package io.runstwice.jdbc.state;

import io.runstwice.jdbc.schema.Relation;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The tables whose physical order a job has been seen to read: it is captured, put back, and part of what makes two
 * states one.
 *
 * <p>Thread-safe.
 */
public final class Unordered {

    private final Set<Relation> relations = ConcurrentHashMap.newKeySet();
    private final Set<RowsRead> undecided = ConcurrentHashMap.newKeySet();
    private volatile Consumer<Relation> hears = relation -> {};

    /** An exploration begins: nothing has been read yet, and this one hears of each table that is. */
    public void begin(Consumer<Relation> listener) {
        relations.clear();
        undecided.clear();
        hears = listener;
    }

    public void add(Collection<Relation> read) {
        for (Relation relation : read) {
            if (relations.add(relation)) {
                hears.accept(relation);
            }
        }
    }

    /** One row was read; the job has not asked yet whether there is another one. */
    void mayBe(RowsRead read) {
        undecided.add(read);
    }

    /** That is known by now. */
    void isNot(RowsRead read) {
        undecided.remove(read);
    }

    /** The job will not ask any more. */
    public void decide() {
        List.copyOf(undecided).forEach(RowsRead::matters);
    }

    boolean has(Relation relation) {
        return relations.contains(relation);
    }
}
