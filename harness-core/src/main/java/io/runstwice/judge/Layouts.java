package io.runstwice.judge;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The layouts of all tables that some states show. */
final class Layouts {

    private final List<State> states;
    private final Domains domains;
    private final Map<String, Layout> layouts = new HashMap<>();

    Layouts(List<State> states) {
        this.states = states;
        this.domains = new Domains(states);
        states.forEach(state -> state.tables().forEach(table -> layouts.putIfAbsent(id(table), layout(table))));
    }

    static String id(Table table) {
        return table.resource() + " " + table.name();
    }

    /** This schema, or one that also knows what only this state shows. */
    Layouts with(State state) {
        boolean known = state.tables().stream().allMatch(this::knows);
        if (known) {
            return this;
        }
        List<State> more = new ArrayList<>(states);
        more.add(state);
        return new Layouts(more);
    }

    private boolean knows(Table table) {
        Layout layout = layouts.get(id(table));
        return layout != null && layout.columns().equals(table.columns());
    }

    /** The layout of a table; its columns may be others than those seen first. */
    Layout of(Table table) {
        Layout first = layouts.get(id(table));
        return first != null && first.columns().equals(table.columns()) ? first : layout(table);
    }

    /** All layouts, in the order of the names of their tables. */
    Collection<Layout> all() {
        return new TreeMap<>(layouts).values();
    }

    private Layout layout(Table table) {
        return Layout.of(table, domains);
    }
}
