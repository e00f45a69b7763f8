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

    /** What is said on the line. */
    String asked(Worker worker, List<String> words) {
        switch (words.get(0)) {
            case RemoteNotifier.BEGINS -> {
                FarSession session = session(worker, words);
                wire.workerActed();
                return RemoteNotifier.answer(wire.othersThan(session), session.looksAtOnce());
            }
            case RemoteNotifier.RUNS ->
                session(worker, words)
                        .runs(
                                wire.understand(words.get(4)),
                                Boolean.parseBoolean(words.get(2)),
                                Boolean.parseBoolean(words.get(3)));
            case RemoteNotifier.ENDED -> session(worker, words).ended();
            case RemoteNotifier.TOUCHES -> {
                wire.takes(wire.understand(words.get(1)));
                wire.touch(wire.understand(words.get(1)));
            }
            case RemoteNotifier.GAVE -> wire.gave(wire.understand(words.get(1)));
            case RemoteNotifier.NOTIFIES -> wire.hear(words.get(1));
            default -> throw new IllegalArgumentException("a database does not understand " + words);
        }
        return "";
    }

    private FarSession session(Worker worker, List<String> words) {
        long number = Long.parseLong(words.get(1));
        return byNumber.compute(
                number,
                (any, known) -> known != null && known.user() == worker ? known : new FarSession(number, worker));
    }
}
