package io.runstwice.examples.spool;

import io.runstwice.world.Column;
import io.runstwice.world.Effect;
import io.runstwice.world.Gate;
import io.runstwice.world.Guarded;
import io.runstwice.world.Misuse;
import io.runstwice.world.Removal;
import io.runstwice.world.Resource;
import io.runstwice.world.Row;
import io.runstwice.world.Safeguard;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import io.runstwice.world.Worker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A directory used as a queue: each file is a message. The worker that takes one has it until its process ends, as with
 * a lock on a file.
 */
final class Spool implements MessageQueue, Resource, Guarded {

    private final MessageFiles files;
    private final Map<String, Worker> taken = new HashMap<>();
    private volatile Gate gate = Gate.open();
    private volatile KeyRemoval removal;
    private String name = "spool";

    Spool(Path directory) {
        files = new MessageFiles(directory);
    }

    // region taps
    @Override
    public Optional<Message> take() {
        Worker worker = gate.owner(null);
        return SpoolCall.of(
                        "take",
                        "take",
                        () -> takeFor(worker),
                        found -> found.isPresent() ? Effect.PENDING : Effect.NONE)
                .through(gate, worker);
    }

    @Override
    public void add(String key, String text) {
        Worker worker = gate.owner(null);
        SpoolCall.of("add", "add " + key, () -> addHere(worker, key, text), SpoolCall::effect)
                .through(gate, worker);
    }
    // endregion

    @Override
    public void add(String text) {
        SpoolCall.of("add", "add " + text, () -> addNumbered(text), SpoolCall::effect)
                .through(gate, gate.owner(null));
    }

    @Override
    public void done(Message message) {
        SpoolCall.of("done", "done " + message.key(), () -> doneHere(message.key()), SpoolCall::effect)
                .through(gate, gate.owner(null));
    }

    private synchronized Optional<Message> takeFor(Worker worker) {
        Map<String, String> free = new TreeMap<>(files.read());
        boolean isEmpty = free.isEmpty();
        free.keySet().removeAll(taken.keySet());
        if (free.isEmpty() && !isEmpty) {
            throw new IllegalStateException("all messages are taken");
        }
        Optional<Message> first =
                free.entrySet().stream().findFirst().map(found -> new Message(found.getKey(), found.getValue()));
        first.ifPresent(message -> taken.put(message.key(), worker));
        return first;
    }

    private synchronized boolean addHere(Worker worker, String key, String text) {
        KeyRemoval without = removal;
        boolean isKept = without == null || !without.isMetBy(worker);
        return files.create(key, text)
                || !isKept && files.create(key + "-" + (files.read().size() + 1), text);
    }

    private synchronized boolean addNumbered(String text) {
        return files.create("message-" + (files.read().size() + 1), text);
    }

    private synchronized boolean doneHere(String key) {
        taken.remove(key);
        return files.delete(key);
    }

    // region possession
    @Override
    public String kind() {
        return "spool";
    }

    @Override
    public void open(String as, Gate to) {
        files.strange().ifPresent(strange -> {
            throw new Misuse("a spool holds messages and nothing else, but " + strange
                    + " is none. An exploration deletes files: give it a directory of its own");
        });
        name = as;
        gate = to;
    }

    @Override
    public void close() {
        gate = Gate.open();
    }
    // endregion

    // region views
    private record Kept(Map<String, String> messages, State memory) implements Snapshot {}

    @Override
    public synchronized Snapshot capture() {
        Table locks = table("taken", taken.keySet().stream().map(Row::of).toList(), "key");
        return new Kept(files.read(), observe().and(new State(List.of(locks))));
    }

    @Override
    public synchronized void restore(Snapshot snapshot) {
        files.replace(((Kept) snapshot).messages());
        taken.clear();
    }

    @Override
    public boolean restoresAny() {
        return true;
    }

    @Override
    public synchronized State observe() {
        List<Row> rows = files.read().entrySet().stream()
                .map(message -> Row.of(message.getKey(), message.getValue()))
                .toList();
        return new State(List.of(table("messages", rows, "key", "text")));
    }

    private Table table(String of, List<Row> rows, String... columns) {
        return new Table(
                name,
                of,
                List.of(columns).stream()
                        .map(column -> Column.of(column, Column.Kind.VALUE))
                        .toList(),
                rows,
                false);
    }
    // endregion

    // region ends
    @Override
    public synchronized void end(Worker worker) {
        if (worker.isDead()) {
            taken.values().removeIf(holder -> holder == worker);
        }
    }

    @Override
    public synchronized void endRun() {
        taken.clear();
    }

    @Override
    public List<String> remarks() {
        return List.of("a spool: what was written stays, as if each message were forced to the disk");
    }
    // endregion

    // region guard
    static final Safeguard KEYS = new Safeguard(Safeguard.Form.OWN, "keys");

    @Override
    public Removal removal(Safeguard guard) {
        if (!guard.equals(KEYS)) {
            throw guard.missingFrom(this);
        }
        return new KeyRemoval(now -> removal = now);
    }
    // endregion
}
