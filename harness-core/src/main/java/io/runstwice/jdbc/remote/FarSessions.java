package io.runstwice.jdbc.remote;

import io.runstwice.jdbc.lock.Contenders;
import io.runstwice.jdbc.lock.StatementObserver;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.sql.SqlReader;
import io.runstwice.jdbc.state.ObservedUse;
import io.runstwice.world.Worker;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of deliveries that have processes of their own, as far as they have told. Each is told of before its
 * first statement, so nothing is held on the server by one that is not known. Thread-safe.
 */
public final class FarSessions {

    private final StatementObserver observer;
    private final SqlReader reader;
    private final Contenders contenders;
    private final ObservedUse use;
    private final Map<Long, FarSession> byNumber = new ConcurrentHashMap<>();

    /** @param observer takes down what happens in this process */
    public FarSessions(StatementObserver observer, SqlReader reader, Contenders contenders, ObservedUse use) {
        this.observer = observer;
        this.reader = reader;
        this.contenders = contenders;
        this.use = use;
    }

    /** The numbers of a worker's sessions. Workers are told apart by their names. */
    public List<Long> of(Worker worker) {
        return byNumber.values().stream()
                .filter(session -> session.user().name().equals(worker.name()))
                .map(FarSession::number)
                .toList();
    }

    public List<Long> numbers() {
        return List.copyOf(byNumber.keySet());
    }

    public void forget(Collection<Long> numbers) {
        numbers.forEach(number -> {
            FarSession gone = byNumber.remove(number);
            if (gone != null) {
                contenders.remove(gone);
            }
        });
    }

    /** Takes a notice from the line, and returns the answer; empty where none is due. */
    public String asked(Worker worker, SessionNotice notice) {
        if (notice instanceof SessionNotice.Begins begins) {
            return begins(session(worker, begins.session())).text();
        }
        if (notice instanceof SessionNotice.Runs runs) {
            session(worker, runs.session()).runs(reader.read(runs.sql()), runs.expires(), runs.expiresNow());
        } else if (notice instanceof SessionNotice.Ended ended) {
            session(worker, ended.session()).ended();
        } else if (notice instanceof SessionNotice.ReadsNow readsNow) {
            observer.sends(reader.read(readsNow.sql()));
        } else if (notice instanceof SessionNotice.Touches touches) {
            Sql sql = reader.read(touches.sql());
            observer.takes(sql);
            observer.touches(sql);
        } else if (notice instanceof SessionNotice.Gave gave) {
            observer.gave(reader.read(gave.sql()));
        } else if (notice instanceof SessionNotice.Notifies notifies) {
            observer.notifies(notifies.channel());
        } else {
            throw new IllegalStateException("no way to take " + notice);
        }
        return "";
    }

    private SessionNotice.Others begins(FarSession session) {
        use.workerActed();
        return new SessionNotice.Others(contenders.othersThan(session), session.looksAtOnce());
    }

    private FarSession session(Worker worker, long number) {
        return byNumber.compute(number, (any, known) -> {
            if (known != null && known.user() == worker) {
                return known;
            }
            if (known != null) {
                contenders.remove(known);
            }
            FarSession told = new FarSession(number, worker);
            contenders.add(told);
            return told;
        });
    }
}
