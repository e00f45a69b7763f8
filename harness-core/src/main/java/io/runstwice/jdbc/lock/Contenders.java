package io.runstwice.jdbc.lock;

import io.runstwice.world.Worker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All sessions of one database that may wait for one another's locks: those of this process, and those that other
 * processes tell of. Thread-safe.
 */
public final class Contenders {

    private final List<Contender> all = new CopyOnWriteArrayList<>();

    public void add(Contender one) {
        all.add(one);
    }

    public void remove(Contender one) {
        all.remove(one);
    }

    public List<Contender> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Those of one kind, as they are now. */
    public <T> List<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Whether a living worker beside the session's own uses the database. */
    public boolean othersThan(Contender session) {
        Worker mine = session.user();
        return all.stream()
                .map(Contender::user)
                .anyMatch(user -> user != null
                        && !user.isDead()
                        && (mine == null || !user.name().equals(mine.name())));
    }
}
