package io.runstwice.run;

import io.runstwice.world.Ages;
import io.runstwice.world.Call;
import io.runstwice.world.Column;
import io.runstwice.world.Effect;
import io.runstwice.world.Footprint;
import io.runstwice.world.Gate;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import io.runstwice.world.Resource;
import io.runstwice.world.Row;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import io.runstwice.world.Worker;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The smallest resource there can be: lines that are written and read. */
public final class Notebook implements Resource, Ages {

    private static final Set<Loss> LOSSES = EnumSet.of(Loss.REQUEST, Loss.REPLY);

    private volatile List<String> lines = new CopyOnWriteArrayList<>();
    private volatile Gate gate = Gate.open();
    private volatile String name = "notebook";
    private final boolean restoresAny;
    private boolean footprintsByLine;
    private int ends;
    private Runnable whenTimePasses = () -> {};

    public Notebook() {
        this(true);
    }

    public Notebook(boolean restoresAny) {
        this.restoresAny = restoresAny;
    }

    /** One whose interactions are known to touch nothing but their own line. */
    public static Notebook byLine() {
        Notebook notebook = new Notebook();
        notebook.footprintsByLine = true;
        return notebook;
    }

    /** Seems to change a line, through the gate, and leaves it as it is. */
    public void touch(String line) {
        pass(Interaction.writing("touch " + line, line, LOSSES), () -> true, Effect.NONE);
    }

    /** Appends a line through the gate. */
    public void write(String line) {
        pass(Interaction.writing("write " + line, line, LOSSES), () -> lines.add(line), Effect.DURABLE);
    }

    /** Appends a line through the gate after something else. */
    public void write(String line, Runnable before) {
        pass(
                Interaction.writing("write " + line, line, LOSSES),
                () -> {
                    before.run();
                    return lines.add(line);
                },
                Effect.DURABLE);
    }

    /** Reads through the gate after something else. */
    public boolean has(String line, Runnable before) {
        return pass(
                Interaction.reading("read " + line, line, LOSSES),
                () -> {
                    before.run();
                    return lines.contains(line);
                },
                Effect.NONE);
    }

    /** Appends a line unless it stands there, in one step through the gate. */
    public void writeUnlessThere(String line) {
        boolean isThere = lines.contains(line);
        pass(
                Interaction.writing("write " + line, line, LOSSES),
                () -> addUnlessThere(line),
                isThere ? Effect.NONE : Effect.DURABLE);
    }

    private synchronized boolean addUnlessThere(String line) {
        return lines.contains(line) || lines.add(line);
    }

    /** Takes a line away through the gate. */
    public void erase(String line) {
        pass(Interaction.writing("erase " + line, line, LOSSES), () -> lines.remove(line), Effect.DURABLE);
    }

    /** Reads through the gate. */
    public boolean has(String line) {
        return pass(Interaction.reading("read " + line, line, LOSSES), () -> lines.contains(line), Effect.NONE);
    }

    /** What stands in it, read past the gate. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** What happens while time passes between two deliveries. */
    public void whenTimePasses(Runnable action) {
        whenTimePasses = action;
    }

    /** Puts another line in the place of this one, past the gate. */
    public void replace(String line, String by) {
        lines.replaceAll(each -> each.equals(line) ? by : each);
    }

    /** How often the harness said that a delivery ended. */
    public int ends() {
        return ends;
    }

    private boolean pass(Interaction interaction, java.util.function.BooleanSupplier real, Effect effect) {
        try {
            return gate.pass(gate.owner(null), new Call<Boolean>() {
                @Override
                public Interaction interaction() {
                    return footprintsByLine ? interaction.touching(footprint(interaction)) : interaction;
                }

                @Override
                public Boolean proceed() {
                    return real.getAsBoolean();
                }

                @Override
                public Reply reply(@Nullable Boolean value, @Nullable Exception thrown) {
                    return new Reply(String.valueOf(value), effect);
                }

                @Override
                public Exception lose(Loss loss) {
                    return new IllegalStateException("notebook lost: " + loss);
                }
            });
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Footprint footprint(Interaction interaction) {
        Set<String> line = Set.of(interaction.detail());
        return new Footprint(line, interaction.reads() ? Set.of() : line);
    }

    @Override
    public String kind() {
        return "notebook";
    }

    @Override
    public void open(String as, Gate to) {
        name = as;
        gate = to;
    }

    @Override
    public void close() {
        gate = Gate.open();
    }

    @Override
    public Snapshot capture() {
        return new Copy(List.copyOf(lines), observe());
    }

    private record Copy(List<String> lines, State memory) implements Snapshot {}

    @Override
    public void restore(Snapshot snapshot) {
        lines = new CopyOnWriteArrayList<>(((Copy) snapshot).lines());
    }

    @Override
    public void restore(Snapshot snapshot, Duration laid) {
        restore(snapshot);
    }

    @Override
    public boolean restoresAny() {
        return restoresAny;
    }

    @Override
    public State observe() {
        Column text = Column.of("text", Column.Kind.VALUE);
        return new State(List.of(new Table(
                name, "lines", List.of(text), lines.stream().map(Row::of).toList(), false)));
    }

    @Override
    public void end(Worker worker) {
        ends++;
    }

    @Override
    public void endRun() {
        // nothing lives only as long as a run
    }

    @Override
    public void pass(Duration time) {
        whenTimePasses.run();
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }
}
