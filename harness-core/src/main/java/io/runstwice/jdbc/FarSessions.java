package io.runstwice.jdbc;

import io.runstwice.world.Worker;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of deliveries that have processes of their own, as far as they have told. Each is told of before its first statement, so
 * nothing is held on the server by one that is not known. Thread-safe.
 */
final class FarSessions {

    private final Wire wire;
    private final Map<Long, FarSession> byNumber = new ConcurrentHashMap<>();

    FarSessions(Wire wire) {
        this.wire = wire;
    }

    Collection<FarSession> all() {
        return byNumber.values();
    }

    /** The numbers of a worker's sessions; whoever knows it under another face means the same. */
    List<Long> of(Worker worker) {
        return byNumber.values().stream()
                .filter(session -> session.user().name().equals(worker.name()))
                .map(FarSession::number)
                .toList();
    }

    List<Long> numbers() {
        return List.copyOf(byNumber.keySet());
    }

    void forget(Collection<Long> numbers) {
        numbers.forEach(byNumber::remove);
    }

    /** What is said on the line, and the answer; empty where none is due. */
    String asked(Worker worker, SessionNotice notice) {
        if (notice instanceof SessionNotice.Begins begins) {
            return begins(session(worker, begins.session())).text();
        }
        if (notice instanceof SessionNotice.Runs runs) {
            session(worker, runs.session()).runs(wire.understand(runs.sql()), runs.expires(), runs.expiresNow());
        } else if (notice instanceof SessionNotice.Ended ended) {
            session(worker, ended.session()).ended();
        } else if (notice instanceof SessionNotice.Touches touches) {
            Sql sql = wire.understand(touches.sql());
            wire.takes(sql);
            wire.touches(sql);
        } else if (notice instanceof SessionNotice.Gave gave) {
            wire.gave(wire.understand(gave.sql()));
        } else if (notice instanceof SessionNotice.Notifies notifies) {
            wire.notifies(notifies.channel());
        } else {
            throw new IllegalStateException("no way to take " + notice);
        }
        return "";
    }

    private SessionNotice.Others begins(FarSession session) {
        wire.workerActed();
        return new SessionNotice.Others(wire.othersThan(session), session.looksAtOnce());
    }

    private FarSession session(Worker worker, long number) {
        return byNumber.compute(
                number,
                (any, known) -> known != null && known.user() == worker ? known : new FarSession(number, worker));
    }
}
