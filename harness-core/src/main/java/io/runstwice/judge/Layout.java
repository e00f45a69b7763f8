package io.runstwice.judge;

import io.runstwice.world.Column;
import io.runstwice.world.Table;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table without its rows: which cells are compared, in which order, and where generated values are drawn.
 *
 * @param resource the resource
 * @param table the name of the table
 * @param columns its columns
 * @param ledger whether every row counts by itself
 * @param fields the columns that are compared, sorted by name: two states may show them in another order
 */
record Layout(String resource, String table, List<Column> columns, boolean ledger, List<Field> fields) {

    /**
     * One column that is compared.
     *
     * @param index where its cell stands in a row
     * @param name its name
     * @param kind the meaning of its cells; GENERATED also where only the column that it points at is
     * @param key whether it is part of the primary key
     * @param id unique in the world
     * @param domain where its generated values are drawn; its id for other columns
     * @param reference whether it points at another column
     */
    record Field(int index, String name, Column.Kind kind, boolean key, String id, String domain, boolean reference) {

        /** As a test names it: {@code table.column}. */
        String shown() {
            return id.substring(id.indexOf(' ') + 1);
        }
    }

    static Layout of(Table table, Domains domains) {
        List<Column> columns = table.columns();
        List<Field> fields = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).kind() != Column.Kind.REMARK)
                .mapToObj(i -> field(table, i, domains))
                .sorted(Comparator.comparing(Field::name))
                .toList();
        return new Layout(table.resource(), table.name(), columns, table.ledger(), fields);
    }

    private static Field field(Table table, int index, Domains domains) {
        Column column = table.columns().get(index);
        String id = Domains.id(table, column);
        String domain = domains.of(id);
        Column.Kind kind = domains.isGenerated(domain) ? Column.Kind.GENERATED : column.kind();
        return new Field(index, column.name(), kind, column.key(), id, domain, column.references() != null);
    }

    /** The name of the table in its world. */
    String id() {
        return resource + " " + table;
    }
}
