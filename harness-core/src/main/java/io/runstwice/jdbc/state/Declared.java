package io.runstwice.jdbc.state;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.network.Link;
import io.runstwice.world.Contract;
import io.runstwice.world.Misuse;
import io.runstwice.world.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the test declared about a database. Not changed while it is open. */
public final class Declared {

    /** What migration tools keep of themselves: rows that no job writes and every database has. */
    static final Set<String> MIGRATIONS =
            Set.of("flyway_schema_history", "databasechangelog", "databasechangeloglock", "schema_migrations");

    public final Set<String> ignored = new LinkedHashSet<>();
    public final Set<String> notCompared = new LinkedHashSet<>();
    public final Set<String> varying = new LinkedHashSet<>();
    public final Set<String> generated = new LinkedHashSet<>();
    public final Set<String> generators = new LinkedHashSet<>();
    public final List<String> ageing = new ArrayList<>();
    public final Set<String> ages = new LinkedHashSet<>();
    public final Set<String> fixed = new LinkedHashSet<>();
    public final Map<String, Contract> byTable = new LinkedHashMap<>();
    public final Map<String, UnaryOperator<Map<String, @Nullable Object>>> comparing = new LinkedHashMap<>();
    public boolean disposable;

    @Nullable
    public Link link;

    /** What every resource can be told, as it stands when an exploration begins. */
    public void promised(Promise promise, Set<String> compared) {
        byTable.clear();
        byTable.putAll(new TreeMap<>(promise.byTable()));
        notCompared.clear();
        notCompared.addAll(compared);
    }

    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    public boolean ignores(String table) {
        String name = key(table);
        return ignored.contains(name)
                || ignored.contains(name.substring(name.indexOf('.') + 1))
                || MIGRATIONS.contains(name.substring(name.indexOf('.') + 1));
    }

    boolean compares(String table) {
        return !notCompared.contains(key(table));
    }

    boolean varies(String table, String column) {
        return !varying.isEmpty() && (varying.contains(key(table + "." + column)) || varying.contains(key(column)));
    }

    /** Whether the given times of a column go with the clock, as the test says. */
    public boolean ages(String table, String column) {
        return ages.contains(key(table + "." + column)) || ages.contains(key(column));
    }

    /** Whether they stand, as the test says. */
    boolean fixes(String table, String column) {
        return fixed.contains(key(table + "." + column)) || fixed.contains(key(column));
    }

    boolean generates(String table, String column) {
        return !generated.isEmpty() && generated.contains(key(table + "." + column));
    }

    /**
     * Every table and column that a declaration names has to be there: a slip of the pen must not widen what is
     * allowed.
     */
    public void check(Catalog catalog) {
        byTable.keySet().forEach(table -> require(hasTable(catalog, table), "table", table, catalog));
        comparing.keySet().forEach(table -> require(hasTable(catalog, table), "table", table, catalog));
        notCompared.forEach(table -> require(hasTable(catalog, table), "table", table, catalog));
        generated.forEach(column -> require(hasColumn(catalog, column), "column", column, catalog));
        generators.forEach(table -> require(hasTable(catalog, table), "table", table, catalog));
        varying.forEach(column -> require(hasColumn(catalog, column), "column", column, catalog));
        ages.forEach(column -> require(hasColumn(catalog, column), "column", column, catalog));
        fixed.forEach(column -> require(hasColumn(catalog, column), "column", column, catalog));
    }

    /** The ledger of notifications has a name like a table, but is none. */
    private static boolean hasTable(Catalog catalog, String table) {
        return table.equalsIgnoreCase(Catalog.NOTIFICATIONS)
                || catalog.relations().stream()
                        .anyMatch(relation -> relation.shown().equalsIgnoreCase(table));
    }

    private static boolean hasColumn(Catalog catalog, String column) {
        return catalog.relations().stream().anyMatch(relation -> relation.fields().stream()
                .anyMatch(field -> field.shown().equalsIgnoreCase(column)
                        || (relation.shown() + "." + field.shown()).equalsIgnoreCase(column)));
    }

    private static void require(boolean found, String kind, String name, Catalog catalog) {
        if (!found) {
            throw new Misuse(
                    "Database was told about the " + kind + " " + name + ", but watches none of that name. It watches "
                            + catalog.relations().stream().map(Relation::shown).toList() + ": correct the name.");
        }
    }
}
