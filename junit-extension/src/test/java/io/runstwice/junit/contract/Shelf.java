package io.runstwice.junit.contract;

import io.runstwice.world.Ages;
import io.runstwice.world.Blocks;
import io.runstwice.world.Call;
import io.runstwice.world.Column;
import io.runstwice.world.Contract;
import io.runstwice.world.Draws;
import io.runstwice.world.Effect;
import io.runstwice.world.Gate;
import io.runstwice.world.Guarded;
import io.runstwice.world.Interaction;
import io.runstwice.world.Line;
import io.runstwice.world.Loss;
import io.runstwice.world.Misuse;
import io.runstwice.world.Promise;
import io.runstwice.world.Promising;
import io.runstwice.world.Remote;
import io.runstwice.world.Removal;
import io.runstwice.world.Reply;
import io.runstwice.world.Resource;
import io.runstwice.world.Row;
import io.runstwice.world.Safeguard;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Stub;
import io.runstwice.world.Table;
import io.runstwice.world.Wait;
import io.runstwice.world.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Things on a shelf, of which one worker can hold the ladder; with every ability that a contract looks at, and at most
 * one flaw.
 */
final class Shelf implements Resource, Ages, Blocks, Draws, Guarded, Promising, Remote {

    static final Safeguard RAIL = new Safeguard(Safeguard.Form.OWN, "rail");

    /** What the flaw {@link Flaw#SHARED_BY_ALL} has in common. */
    private static final List<Thing> COMMON = new ArrayList<>();

    record Thing(String text, Instant since) {}

    private record Copy(List<Thing> things, State memory) implements Snapshot {}

    private final Flaw flaw;
    private final @Nullable Line line;
    private List<Thing> things;
    private Gate gate = Gate.open();
    private String name = "shelf";
    private boolean open;
    private boolean hasRail = true;
    private @Nullable Worker holder;
    private @Nullable Worker waiting;
    private @Nullable Snapshot first;
    private Contract contract = Contract.EXACTLY_ONCE;
    private int looks;

    Shelf(Flaw flaw) {
        this(flaw, null);
    }

    private Shelf(Flaw flaw, @Nullable Line line) {
        this.flaw = flaw;
        this.line = line;
        this.things = flaw == Flaw.SHARED_BY_ALL ? COMMON : new ArrayList<>();
        if (line != null) {
            gate = flaw == Flaw.STUB_PASSES_NO_GATE ? Gate.open() : line.gate();
        }
    }

    void put() throws Exception {
        if (flaw == Flaw.PASSES_NO_GATE) {
            putHere();
        } else if (flaw == Flaw.ACTS_BEFORE_THE_GATE) {
            putHere();
            pass("put", () -> {}, Effect.DURABLE);
        } else if (flaw == Flaw.ACTS_AFTER_THE_GATE) {
            pass("put", () -> {}, Effect.DURABLE);
            putHere();
        } else {
            pass("put", this::putHere, Effect.DURABLE);
        }
    }

    /** Holds the ladder until the worker ends. */
    void climb() throws Exception {
        Worker worker = gate.owner(null);
        if (flaw == Flaw.HOLDS_NOTHING || flaw == Flaw.HOLDS_NOTHING_FOR_A_RUN) {
            pass("climb", () -> {}, Effect.NONE);
        } else {
            pass("climb", () -> climb(worker), Effect.PENDING);
        }
    }

    synchronized Instant since() {
        return things.get(0).since();
    }

    private interface Doing {
        void now() throws Exception;
    }

    private void pass(String label, Doing doing, Effect effect) throws Exception {
        Worker owner = flaw == Flaw.NAMES_NO_OWNER ? null : gate.owner(null);
        gate.pass(owner, new Standing(label(label), doing, effect));
    }

    private String label(String label) {
        return switch (flaw) {
            case LABELS_WITH_VALUES -> label + " " + System.nanoTime();
            case LABELS_NOTHING -> "";
            default -> label;
        };
    }

    private record Standing(String label, Doing doing, Effect effect) implements Call<Boolean> {

        @Override
        public Interaction interaction() {
            return Interaction.writing(label, label, Set.of());
        }

        @Override
        public Boolean proceed() throws Exception {
            doing.now();
            return true;
        }

        @Override
        public Reply reply(@Nullable Boolean value, @Nullable Exception thrown) {
            return new Reply("done", effect);
        }

        @Override
        public Exception lose(Loss loss) {
            throw new UnsupportedOperationException();
        }
    }

    private synchronized void putHere() {
        if (line != null) {
            line.tell("put");
            return;
        }
        things.add(new Thing("thing " + things.size(), Instant.now()));
        if (!hasRail) {
            things.remove(0);
        }
    }

    private synchronized void climb(@Nullable Worker worker) throws InterruptedException {
        while (holder != null) {
            waiting = worker;
            wait();
        }
        waiting = null;
        holder = worker;
    }

    @Override
    public String kind() {
        return "shelf";
    }

    @Override
    public void open(String as, Gate to) {
        if (!(flaw == Flaw.KEEPS_ITS_FIRST_GATE && first != null)) {
            gate = to;
            name = flaw == Flaw.NAMES_ITSELF ? "shelf" : as;
        }
        open = true;
        first = capture();
    }

    @Override
    public void close() {
        if (flaw == Flaw.CLOSING_FAILS_ONCE_CLOSED && !open) {
            throw new IllegalStateException("not open");
        }
        open = false;
        if (flaw != Flaw.STAYS_WATCHED) {
            gate = Gate.open();
        }
        if (flaw == Flaw.SHARED_BY_ALL) {
            COMMON.clear();
        }
    }

    @Override
    public synchronized Snapshot capture() {
        List<Thing> copy = List.copyOf(things);
        return flaw == Flaw.SNAPSHOT_GOES_ON ? () -> state(things) : new Copy(copy, state(copy));
    }

    @Override
    public void restore(Snapshot snapshot) {
        restore(snapshot, Duration.ZERO);
    }

    @Override
    public synchronized void restore(Snapshot snapshot, Duration laid) {
        Snapshot target = flaw == Flaw.RESTORES_THE_FIRST_ONLY ? first : snapshot;
        Duration later = flaw == Flaw.LAYS_BY_HALF ? laid.dividedBy(2) : laid;
        if (target instanceof Copy copy && flaw != Flaw.RESTORES_NOTHING) {
            things = copy.things().stream()
                    .map(thing -> new Thing(thing.text(), thing.since().plus(later)))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    @Override
    public boolean restoresAny() {
        return true;
    }

    @Override
    public synchronized State observe() {
        if (flaw == Flaw.CHANGES_WHEN_LOOKED_AT) {
            things.add(new Thing("look " + looks++, Instant.now()));
        }
        return state(things);
    }

    private State state(List<Thing> of) {
        Table things = new Table(
                name,
                "things",
                List.of(Column.of("text", Column.Kind.VALUE), Column.of("since", Column.Kind.TIME)),
                of.stream().map(thing -> Row.of(thing.text(), thing.since())).toList(),
                false);
        Table ladder = new Table(
                name,
                "ladder",
                List.of(Column.of("used", Column.Kind.VALUE)),
                holder == null ? List.of() : List.of(Row.of("yes")),
                false);
        return new State(List.of(things, ladder));
    }

    @Override
    public synchronized void end(Worker worker) {
        if (worker.isDead() && worker == holder && flaw != Flaw.DEAD_WORKERS_HOLD) {
            letGo();
        }
    }

    @Override
    public synchronized void endRun() {
        if (flaw != Flaw.RUNS_NEVER_END) {
            letGo();
        }
    }

    private void letGo() {
        holder = null;
        notifyAll();
    }

    @Override
    public List<String> remarks() {
        return List.of(flaw == Flaw.REMARK_IN_TWO_LINES ? "a shelf\nof wood" : "a shelf of wood");
    }

    @Override
    public synchronized void pass(Duration time) {
        Duration by = flaw == Flaw.AGES_BY_HALF ? time.dividedBy(2) : time;
        things.replaceAll(thing -> new Thing(thing.text(), thing.since().minus(by)));
    }

    @Override
    public synchronized Optional<Wait> waits(Worker worker) {
        Worker holding = holder;
        if (holding == null || worker != waiting || flaw == Flaw.KNOWS_OF_NO_WAIT) {
            return Optional.empty();
        }
        return Optional.of(
                new Wait(Set.of(flaw == Flaw.NAMES_THE_WAITING_ONE ? worker : holding), "the ladder", false));
    }

    @Override
    public void perturb() {
        if (flaw == Flaw.PERTURBS_WHAT_IS_THERE) {
            things.clear();
        }
    }

    @Override
    public Removal removal(Safeguard guard) {
        if (!guard.equals(RAIL) && flaw != Flaw.REMOVES_ANY_GUARD) {
            throw guard.missingFrom(this);
        }
        return new Removal() {
            @Override
            public void begin() {
                hasRail = false;
            }

            @Override
            public boolean isMet() {
                return false;
            }

            @Override
            public String unmet() {
                return "nothing was put on the shelf";
            }

            @Override
            public void close() {
                hasRail = flaw != Flaw.GUARD_STAYS_AWAY;
            }
        };
    }

    @Override
    public Promise promise() {
        return new Promise(contract, Map.of(), Map.of());
    }

    @Override
    public void promise(Contract what, List<String> tables, List<String> recordedIn) {
        if (open && flaw != Flaw.TAKES_A_CONTRACT_AT_ANY_TIME) {
            throw new Misuse("a shelf is declared before it is explored");
        } else if (flaw != Flaw.TAKES_NO_CONTRACT) {
            contract = what;
        }
    }

    @Override
    public Stub stub() {
        return new Stub(Maker.class, List.of(flaw.name()));
    }

    static final class Maker implements Stub.Maker {

        @Override
        public Resource make(Line line, List<String> words) {
            return new Shelf(Flaw.valueOf(words.get(0)), line);
        }
    }

    @Override
    public String asked(Worker worker, List<String> words) {
        if (flaw != Flaw.DEAF_TO_ITS_STUB) {
            putHere();
        }
        return "";
    }
}
