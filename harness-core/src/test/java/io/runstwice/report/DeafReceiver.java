package io.runstwice.report;

import io.runstwice.effect.Effects;
import io.runstwice.world.Column;
import io.runstwice.world.Gate;
import io.runstwice.world.Resource;
import io.runstwice.world.Row;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import io.runstwice.world.Worker;
import java.util.List;

/** A receiver that writes down the key of each effect, and does not look at it. */
final class DeafReceiver implements Resource {

    private static final String SEPARATOR = " | ";
    private static final List<Column> COLUMNS =
            List.of(Column.of("key", Column.Kind.REMARK), Column.of("detail", Column.Kind.VALUE));

    private final Effects effects = Effects.unkeyed();

    void perform(String label, String key, String detail) {
        effects.perform(label, key + SEPARATOR + detail);
    }

    @Override
    public State observe() {
        return new State(
                effects.observe().tables().stream().map(DeafReceiver::withKeys).toList());
    }

    private static Table withKeys(Table table) {
        List<Row> rows = table.rows().stream()
                .map(row -> String.valueOf(row.cells().get(1)))
                .map(text -> Row.of((Object[]) text.split(" \\| ")))
                .toList();
        return new Table(table.resource(), table.name(), COLUMNS, rows, true);
    }

    @Override
    public String kind() {
        return "deaf";
    }

    @Override
    public void open(String name, Gate gate) {
        effects.open(name, gate);
    }

    @Override
    public void close() {
        effects.close();
    }

    @Override
    public Snapshot capture() {
        return effects.capture();
    }

    @Override
    public void restore(Snapshot snapshot) {
        effects.restore(snapshot);
    }

    @Override
    public boolean restoresAny() {
        return effects.restoresAny();
    }

    @Override
    public void end(Worker worker) {
        effects.end(worker);
    }

    @Override
    public void endRun() {
        effects.endRun();
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }
}
